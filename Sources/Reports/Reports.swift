/// The version of the `Reports` layer's public interface.
