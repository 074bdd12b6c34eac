"""Inputs made by damage: every reader and both engines must take them, or refuse them, within their time and memory."""
