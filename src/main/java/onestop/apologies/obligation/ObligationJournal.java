package onestop.apologies.obligation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import onestop.apologies.obligation.ObligationStore.Opening;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.ledger.CanonicalJson;
import onestop.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes row, event and ledger entry of an obligation together, by the lifecycle table.
 *
 * <p>Runs in the caller's transaction, under the lock of the obligation's row. Facts for the ledger
 * contain no person and no row id: two runs over the same events write the same entries.
 */
@Component
public class ObligationJournal {
  private final ObligationStore store;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;

  ObligationJournal(ObligationStore store, Ledger ledger, ApplicationEventPublisher events) {
    this.store = store;
    this.ledger = ledger;
    this.events = events;
  }

  /**
   * An event for the evidence, and its change of the row.
   *
   * @param facts for the ledger, which is public: codes, moments and hashes, no free text
   * @param notes for the event only, not for the ledger
   * @param change the change of the row, beside its state
   */
  public record Entry(
      Instant at,
      Actor actor,
      Map<String, Object> facts,
      Map<String, Object> notes,
      UnaryOperator<ApologyObligation> change) {
    /** An entry without facts. */
    public static Entry of(Instant at, Actor actor) {
      return new Entry(
          at, actor, new LinkedHashMap<>(), new LinkedHashMap<>(), UnaryOperator.identity());
    }

    /** Adds a note for the event only, not for the ledger. */
    public Entry note(String name, @Nullable Object value) {
      if (value != null) {
        notes.put(name, value);
      }
      return this;
    }

    private String details() {
      Map<String, Object> all = new LinkedHashMap<>(facts);
      all.putAll(notes);
      return CanonicalJson.write(all);
    }

    /** Adds a fact for the ledger; null is left out. */
    public Entry fact(String name, @Nullable Object value) {
      if (value != null) {
        facts.put(name, value);
      }
      return this;
    }

    /** Sets the change of the obligation's row. */
    public Entry changing(UnaryOperator<ApologyObligation> row) {
      return new Entry(at, actor, facts, notes, row);
    }
  }

  /** Opens an obligation; the unique key refuses a second one for the same lateness. */
  public ApologyObligation open(Opening opening, Entry entry) {
    return write(store.insert(opening), null, ObligationState.OPENED, entry);
  }

  /**
   * Records an event that takes a step of the lifecycle.
   *
   * @throws Failure {@code apologies/step-not-possible} if the table does not permit it
   */
  public ApologyObligation take(ApologyObligation locked, ObligationStep step, Entry entry) {
    ObligationState next =
        ObligationLifecycle.TABLE.require(locked.state(), step, locked.dossier().value());
    return write(locked, step, next, entry);
  }

  private ApologyObligation write(
      ApologyObligation locked, @Nullable ObligationStep step, ObligationState next, Entry entry) {
    ApologyObligation after = entry.change().apply(locked).after(next, entry.at());
    store.record(
        after,
        new ObligationStore.Event(
            after.id(),
            after.eventCount(),
            step,
            next,
            entry.actor().kind(),
            entry.actor().name(),
            entry.details(),
            entry.at()));
    ledger.append(LedgerKind.of(step), after.dossier(), facts(after, entry), entry.at());
    events.publishEvent(new ObligationChanged(step, after, entry.at()));
    return after;
  }

  private static Map<String, Object> facts(ApologyObligation after, Entry entry) {
    Map<String, Object> facts = new LinkedHashMap<>(entry.facts());
    facts.put("cause", after.key().cause());
    facts.put("appointmentNo", after.key().appointmentNo());
    facts.put("rulePack", after.key().rulePack());
    facts.put("rulePackVersion", after.key().rulePackVersion());
    facts.put("agency", after.agency());
    facts.put("dueAt", after.dueAt());
    facts.put("limitAt", after.limitAt());
    facts.put("by", entry.actor().kind());
    return facts;
  }
}
