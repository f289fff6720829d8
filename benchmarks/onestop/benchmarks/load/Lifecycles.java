package onestop.benchmarks.load;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import onestop.agencies.Role;
import onestop.dossiers.Applicant;
import onestop.dossiers.Channel;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.StepCompletion;
import onestop.dossiers.StepPayload;
import onestop.inbox.Inbox;
import onestop.inbox.InboxItem;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * Dossiers as the city has most of them: a certified copy is received, appraised, signed, issued
 * and returned; each step is claimed, then completed. Every thirteenth (7.7 %) is late when
 * received.
 */
final class Lifecycles {
  private static final int LATE_EVERY = 13;
  private static final String PROCEDURE = "2.000815";

  private final Dossiers dossiers;
  private final Inbox inbox;
  private final AtomicLong counter = new AtomicLong();
  private final String run = UUID.randomUUID().toString();

  Lifecycles(Town town) {
    this.dossiers = town.get(Dossiers.class);
    this.inbox = town.get(Inbox.class);
  }

  /** One dossier from intake to return. */
  void live() {
    long n = counter.getAndIncrement();
    DossierCode code = receive(n, n % LATE_EVERY == 0 ? Instant.now().plusMillis(1) : null);
    while (true) {
      List<InboxItem> waiting =
          inbox.of(code).stream().filter(item -> !item.step().endsWith("_apology")).toList();
      if (waiting.isEmpty()) {
        return;
      }
      InboxItem item = waiting.get(0);
      var officer = Town.officer(item.agency(), Role.ofCode(item.role()).orElseThrow());
      dossiers.claim(item.workItemId(), officer);
      dossiers.complete(
          new StepCompletion(
              item.workItemId(), officer, item.outcomes().get(0), payload(item.step()), null));
    }
  }

  /** Only the intake of the next dossier, with a due date of its own. */
  DossierCode receive(Instant deadline) {
    return receive(counter.getAndIncrement(), deadline);
  }

  /** Only the intake, with a due date of its own if one is given. */
  private DossierCode receive(long n, @Nullable Instant deadline) {
    AgencyCode ward = Town.ward((int) (n % Town.WARDS));
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

  private static StepPayload payload(String step) {
    return step.equals("issue_result")
        ? new StepPayload.Resolution("KQ-1", "ban-sao.pdf", "Chủ tịch phường")
        : new StepPayload.Note("");
  }
}
