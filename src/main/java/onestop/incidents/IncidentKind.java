package onestop.incidents;

/**
 * A kind of incident that is reported to operators; docs/operating.md gives the action for each.
 * The owning module declares it as an enum constant, whose name is stored and never changes.
 */
public interface IncidentKind {
  /** The stored name, unique among all kinds. */
  String name();
}
