package onestop.desk.receiving;

import java.util.List;
import onestop.desk.Caller;
import onestop.inbox.own.ProcedureMarks;
import onestop.inbox.own.ProcedureMarks.Star;
import onestop.procedures.Catalogue;
import org.springframework.stereotype.Service;

/** The procedures that an officer of the counter needs most: starred ones, and the last ones. */
@Service
public final class OwnProcedures {
  private static final int MOST_LAST = 5;

  private final ProcedureMarks marks;
  private final Catalogue catalogue;

  OwnProcedures(ProcedureMarks marks, Catalogue catalogue) {
    this.marks = marks;
    this.catalogue = catalogue;
  }

  /** The codes of the caller's starred procedures. */
  public List<String> starred(Caller caller) {
    return marks.starred(caller.id());
  }

  /** The codes of the procedures that the caller received last, the latest first. */
  public List<String> last(Caller caller) {
    return marks.last(caller.id(), MOST_LAST);
  }

  /**
   * Gives a procedure its star, or takes it away.
   *
   * @throws onestop.kernel.Failure {@code procedures/no-such-procedure}
   */
  public void star(String procedure, Star star, Caller caller) {
    marks.star(caller.id(), catalogue.current(procedure).key().code(), star);
  }
}
