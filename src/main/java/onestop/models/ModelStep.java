package onestop.models;

/** What moves a version of a process model from one state to the next. */
public enum ModelStep {
  /** Lint found no error. */
  CHECK,
  /** The engine read the whole file and would take it. */
  TRY,
  /** The version went into the engine. */
  PUBLISH,
  /** The version was found in the engine, deployed before versions were kept. */
  ADOPT,
  /** A newer version took its place, or it is given up before it was ever published. */
  RETIRE
}
