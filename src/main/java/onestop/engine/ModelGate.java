package onestop.engine;

/** Port: the check that every model passes before it is deployed. */
public interface ModelGate {
  /** Lets the model pass or throws a {@link onestop.kernel.Failure} that names what is wrong. */
  void admit(String fileName, byte[] bpmn);
}
