package onestop.engine;

/** Names of the two variables, both transient: nothing of a dossier is stored as a variable. */
final class EngineVariables {
  static final String OUTCOME = "outcome";
  static final String PAYLOAD = "payload";

  private EngineVariables() {}
}
