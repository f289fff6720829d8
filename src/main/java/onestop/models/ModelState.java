package onestop.models;

/** The states of a version of a process model. */
public enum ModelState {
  /** Stored, not yet checked. */
  DRAFT,
  /** Lint found no error. */
  CHECKED,
  /** The engine's parser accepted the file, as at a deployment. */
  TRIED,
  /** Deployed in the engine; the model of every dossier received from now on. */
  PUBLISHED,
  /** Abandoned, or replaced by a newer version; dossiers that began with it continue with it. */
  RETIRED
}
