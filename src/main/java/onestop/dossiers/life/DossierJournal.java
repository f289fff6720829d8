package onestop.dossiers.life;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes event and row together, under the dossier's lock, by the lifecycle table. */
@Component
public class DossierJournal {
  private final DossierStore store;

  DossierJournal(DossierStore store) {
    this.store = store;
  }

  /** An event that has no number and state yet. */
  public record Fact(
      String kind,
      Instant at,
      Actor actor,
      @Nullable AgencyCode agency,
      @Nullable String step,
      Map<String, Object> details) {
    /** A fact without details. */
    public static Fact of(String kind, Instant at, Actor actor) {
      return new Fact(kind, at, actor, null, null, Map.of());
    }

    /** The fact with these details. */
    public Fact with(Map<String, Object> facts) {
      return new Fact(kind, at, actor, agency, step, facts);
    }
  }

  /** Locks these dossiers, in the order of their codes. */
  public void lock(Set<DossierCode> codes) {
    store.lock(codes);
  }

  /** Locks the dossier if no other transaction has locked it; does not wait. */
  public boolean tryLock(DossierCode code) {
    return store.tryLock(Set.of(code)).contains(code);
  }

  /** The dossiers locked by the transaction. */
  public Set<DossierCode> held() {
    return store.held();
  }

  /** Whether the transaction has locked the dossier. */
  public boolean holds(DossierCode code) {
    return store.holds(code);
  }

  /**
   * Locks a dossier.
   *
   * @throws onestop.kernel.Failure {@code dossiers/no-such-dossier} if there is none of that code
   */
  public Dossier lock(DossierCode code) {
    return store
        .lock(code)
        .orElseThrow(() -> Failure.notFound("dossiers", "no-such-dossier", "code", code.value()));
  }

  /** The legs of a dossier. */
  public java.util.List<Dossier> legs(DossierCode parent) {
    return store.legsOf(parent);
  }

  /** Records a fact that does not change the state. */
  public Dossier note(DossierCode code, Fact fact) {
    return note(code, fact, DossierOutcome.NONE);
  }

  /** Records an event that adds to the outcome and does not change the state. */
  public Dossier note(DossierCode code, Fact fact, DossierOutcome more) {
    Dossier dossier = lock(code);
    return write(dossier, fact, dossier.state(), more);
  }

  /**
   * Records an event that takes back what an earlier one added to the outcome, and does not change
   * the state.
   *
   * @param standing makes the outcome without it
   */
  public Dossier restore(DossierCode code, Fact fact, UnaryOperator<DossierOutcome> standing) {
    Dossier dossier = lock(code);
    store.restore(
        dossier, event(dossier, fact, dossier.state()), standing.apply(dossier.outcome()));
    return lock(code);
  }

  /**
   * Records an event that takes a step of the lifecycle.
   *
   * @throws onestop.kernel.Failure {@code dossiers/step-not-possible} if the table does not permit
   *     it
   */
  public Dossier take(DossierCode code, LifecycleStep step, Fact fact) {
    return take(code, step, fact, DossierOutcome.NONE);
  }

  /**
   * As {@link #take(DossierCode, LifecycleStep, Fact)}, with what the event adds to the outcome.
   */
  public Dossier take(DossierCode code, LifecycleStep step, Fact fact, DossierOutcome more) {
    Dossier dossier = lock(code);
    DossierState next = DossierLifecycle.TABLE.require(dossier.state(), step, code.value());
    return write(dossier, fact, next, more);
  }

  private Dossier write(Dossier dossier, Fact fact, DossierState next, DossierOutcome more) {
    store.record(dossier, event(dossier, fact, next), more);
    return lock(dossier.code());
  }

  private static DossierEvent event(Dossier dossier, Fact fact, DossierState next) {
    return new DossierEvent(
        dossier.code(),
        dossier.eventCount() + 1,
        fact.kind(),
        fact.at(),
        fact.actor(),
        fact.agency(),
        fact.step(),
        next,
        fact.details());
  }
}
