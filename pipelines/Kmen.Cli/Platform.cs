// The engine's library is pinned for Linux, and publication relies on what its file systems promise.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
