/// The version of the `Experiments` layer's public interface.
