/// The version of the `Tensors` layer's public interface.
