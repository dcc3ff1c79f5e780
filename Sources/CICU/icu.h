// The shim includes ICU's own headers; this one only lets SwiftPM find and link the libraries.
