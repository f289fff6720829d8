package onestop.models;

/** Where a version of a process model stands in its life. */
public enum ModelState {
  /** Kept, and nothing said of it yet. */
  DRAFT,
  /** Lint has no error against it. */
  CHECKED,
  /** The engine's own reading of the file, as at a deployment, went through. */
  TRIED,
  /** In the engine, and the model of every dossier received from now on. */
  PUBLISHED,
  /** Given up, or replaced by a newer version; dossiers that began with it go on with it. */
  RETIRED
}
