"""The one place that knows the version; reading it costs nothing at import."""

__version__ = "0.1.0"
