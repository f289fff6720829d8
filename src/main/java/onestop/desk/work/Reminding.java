package onestop.desk.work;

import java.time.Clock;
import java.time.LocalDate;
import onestop.desk.Caller;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import onestop.notices.Notices;
import org.springframework.stereotype.Service;

/** Heads remind the officers of their unit of work that these hold. */
@Service
public final class Reminding {
  private final UnitAssignments assignments;
  private final Notices notices;
  private final Clock clock;

  Reminding(UnitAssignments assignments, Notices notices, Clock clock) {
    this.assignments = assignments;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Reminds the holder of an item, once a day; returns the holder.
   *
   * @throws Failure {@code web/work-item-gone} if it does not wait at the caller's unit; {@code
   *     desk/remind-nobody}, {@code desk/remind-yourself}, {@code desk/reminded-today}
   */
  public OfficerId remind(String item, Caller head) {
    InboxItem row = assignments.row(item, head);
    OfficerId holder = row.assignee();
    String code = row.dossier().value();
    if (holder == null) {
      throw Failure.conflict("desk", "remind-nobody", "code", code);
    }
    if (holder.equals(head.id())) {
      throw Failure.conflict("desk", "remind-yourself", "code", code);
    }
    LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
    Told told =
        new Told(
            holder, Kind.REMINDED, row.dossier(), row.workItemId() + " " + today, head.id(), "");
    if (!notices.tell(told)) {
      throw Failure.conflict("desk", "reminded-today", "holder", holder.value(), "code", code);
    }
    return holder;
  }
}
