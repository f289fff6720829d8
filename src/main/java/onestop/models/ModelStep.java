package onestop.models;

/** The steps that move a version of a process model from one state to the next. */
public enum ModelStep {
  /** Lint found no error. */
  CHECK,
  /** The engine parsed the whole file and would accept it. */
  TRY,
  /** The version was deployed in the engine. */
  PUBLISH,
  /** The version was found in the engine, deployed before versions were recorded. */
  ADOPT,
  /** A newer version replaced it, or it is abandoned before its publication. */
  RETIRE
}
