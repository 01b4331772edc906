/// The version of the `Signals` layer's public interface.
