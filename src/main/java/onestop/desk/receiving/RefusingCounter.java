package onestop.desk.receiving;

import java.util.List;
import onestop.desk.Caller;
import onestop.dossiers.Intake;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.dossiers.refusals.CounterRefusal.Place;
import onestop.dossiers.refusals.CounterRefusals;
import onestop.dossiers.refusals.CounterRefusals.Why;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/** Refuses applications at the counter, on record; each officer sees those of the own agency. */
@Service
public final class RefusingCounter {
  private static final int MOST_LISTED = 200;

  private final CounterRefusals refusals;
  private final ReceivingCounter counter;

  RefusingCounter(CounterRefusals refusals, ReceivingCounter counter) {
    this.refusals = refusals;
    this.counter = counter;
  }

  /**
   * Refuses an application; one that was sent twice gives the same refusal.
   *
   * @throws Failure {@code web/not-your-desk}, or as {@link CounterRefusals#refuse}
   */
  public CounterRefusal refuse(Intake intake, Why why, Caller caller) {
    counter.requireOwnDesk(intake, caller);
    return refusals.refuse(intake, why, caller.actor());
  }

  /**
   * One refusal of the caller's own agency.
   *
   * @throws Failure {@code web/no-such-refusal}
   */
  public CounterRefusal get(int year, int no, Caller caller) {
    return refusals
        .find(new Place(caller.officer().agency(), year, no))
        .orElseThrow(() -> Failure.notFound("web", "no-such-refusal", "year", year, "no", no));
  }

  /** The refusals of the caller's own agency by a few words, as {@link CounterRefusals#find}. */
  public List<CounterRefusal> find(String text, Caller caller) {
    return refusals.find(caller.officer().agency(), text, MOST_LISTED);
  }
}
