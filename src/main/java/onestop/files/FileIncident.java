package onestop.files;

import onestop.incidents.IncidentKind;

/**
 * Incidents of stored files; they stand at the code {@code file:} and the beginning of the hash.
 */
enum FileIncident implements IncidentKind {
  /** The bytes of a named file are not where they belong. */
  FILE_MISSING,
  /** The bytes of a named file do not have its hash. */
  FILE_DAMAGED
}
