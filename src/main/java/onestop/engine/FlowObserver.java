package onestop.engine;

/**
 * Told of the sequence flows of all models and of each that a process takes. Part of an application
 * that tries models out, and of no server. Called inside the engine's transaction.
 */
public interface FlowObserver {
  /** A model with this flow is parsed; told again at each parse. */
  void known(String processKey, String flow);

  /** A process took this flow. */
  void taken(String processKey, String flow);
}
