/// The version of the `Layers` layer's public interface.
