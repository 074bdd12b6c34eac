select stamp
from made_from;
