package onestop.benchmarks.load;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.steps.StepCompletion;
import onestop.engine.WorkItems;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;

/**
 * Dossiers as the city has most of them: a certified copy is received, appraised, signed, issued
 * and returned; each step is claimed, then completed. Every thirteenth (7.7 %) is late when
 * received.
 */
final class Lifecycles {
  /** A page of an inbox, and the dossiers that a ward's staff has in hand. */
  static final int PAGE = 20;

  private static final int MOST_PAGES = 1000;
  private static final int LATE_EVERY = 13;

  /** The desks that a certified copy comes to, in order. */
  private static final List<Role> DESKS =
      List.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY, Role.RECORDS_CLERK, Role.DESK_OFFICER);

  private static final String PROCEDURE = "2.000815";

  private final Dossiers dossiers;
  private final Inbox inbox;
  private final FilledForms forms;
  private final AtomicLong counter = new AtomicLong();
  private final AtomicLong staffs = new AtomicLong();
  private final String run = UUID.randomUUID().toString();

  Lifecycles(Town town) {
    this.dossiers = town.get(Dossiers.class);
    this.inbox = town.get(Inbox.class);
    this.forms = new FilledForms(town.get(WorkItems.class));
  }

  /**
   * So many dossiers from intake to return, as the staff of one ward has them: received one by one,
   * then each desk opens a page of its inbox and works it off item by item.
   *
   * @param dossiers at least 1; more than a page is none
   */
  void live(int dossiers) {
    AgencyCode ward = Town.ward((int) (staffs.getAndIncrement() % Town.WARDS));
    Set<DossierCode> ours = new HashSet<>();
    for (int i = 0; i < dossiers; i++) {
      long n = counter.getAndIncrement();
      ours.add(receive(ward, n, n % LATE_EVERY == 0 ? Instant.now().plusMillis(1) : null));
    }
    for (Role role : DESKS) {
      workOff(ward, role, ours);
    }
  }

  /** Each of the dossiers has one item at the desk, somewhere in its inbox. */
  private void workOff(AgencyCode ward, Role role, Set<DossierCode> ours) {
    Actor.Officer officer = Town.officer(ward, role);
    InboxFilter desk = InboxFilter.of(ward, Set.of(role.code()), officer.id());
    int left = ours.size();
    int from = 0;
    for (int pages = 0; left > 0; pages++) {
      List<InboxItem> page = inbox.list(desk, from, PAGE);
      from += page.size();
      for (InboxItem item : page) {
        // what lies there beside: letters in the making, and the dossiers of another staff
        if (ours.contains(item.dossier()) && !LetterModel.STEPS.contains(item.step())) {
          FilledForms.Ending ending = forms.of(item);
          dossiers.claim(item.workItemId(), officer);
          dossiers.complete(
              new StepCompletion(
                  item.workItemId(), officer, ending.outcome(), ending.payload(), null));
          left--;
          from--; // it is gone, and what stood behind it has moved up
        }
      }
      if (page.isEmpty()) {
        from = 0; // due dates and other staffs move what stands there
      }
      if (pages > MOST_PAGES) {
        throw new IllegalStateException(left + " dossiers do not come to the desk of " + role);
      }
    }
  }

  /** Only the intake of the next dossier, with a due date of its own. */
  DossierCode receive(Instant deadline) {
    long n = counter.getAndIncrement();
    return receive(Town.ward((int) (n % Town.WARDS)), n, deadline);
  }

  /** Only the intake, with a due date of its own if one is given. */
  private DossierCode receive(AgencyCode ward, long n, @Nullable Instant deadline) {
    Intake intake =
        new Intake(
            "bench",
            run + "-" + n,
            PROCEDURE,
            ward,
            ward,
            new Applicant("Trần Thị Ngọc Ánh", "Số 5 ngõ 7", "0912345678", null, null),
            "Chứng thực bản sao bằng tốt nghiệp",
            Channel.DESK,
            List.of("original", "copy"),
            null,
            deadline,
            null);
    IntakeResult result = dossiers.receive(intake, Town.officer(ward, Role.DESK_OFFICER));
    if (result instanceof IntakeResult.Received received) {
      return received.dossier().code();
    }
    throw new IllegalStateException(String.valueOf(result));
  }
}
