package onestop.engine;

/** Port: what every model passes before it is deployed. */
public interface ModelGate {
  /** Lets the model pass or throws. */
  void admit(String fileName, byte[] bpmn);
}
