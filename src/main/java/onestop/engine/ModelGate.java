package onestop.engine;

/** Port: the check that every model passes before it is deployed. */
public interface ModelGate {
  /**
   * Checks a model.
   *
   * @throws RuntimeException if the model is refused
   */
  void admit(String fileName, byte[] bpmn);
}
