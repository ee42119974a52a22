package vane.spark.cluster;

/** The cluster failed, by no fault of the input or of Vane. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
