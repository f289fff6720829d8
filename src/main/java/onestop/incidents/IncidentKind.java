package onestop.incidents;

/**
 * A trouble that an operator is told of; docs/operating.md says of each what to do. Its owner
 * declares it as a constant of an enum, whose name is stored and never changes.
 */
public interface IncidentKind {
  /** The stored name, unlike any other. */
  String name();
}
