/// The version of the `Metrics` layer's public interface.
