"""A plugin of pytest: each home has a prefix of its own in the bucket, so that tests of the folder run on the store."""

from hashlib import sha256

from schemas.settings import Home, Settings
from tasks import vault
from tasks.object_vault import ObjectVault
from tests.objects.server import BUCKET


def own_prefix(settings: Settings) -> vault.Vault:
    """In place of the home's folder."""
    root = Home(settings.home).root
    return ObjectVault(f"s3://{BUCKET}/{sha256(bytes(root)).hexdigest()[:16]}")


vault.vault_of = own_prefix
