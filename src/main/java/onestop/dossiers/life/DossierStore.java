package onestop.dossiers.life;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.dossiers.life.DossierTable.Sent;
import onestop.dossiers.life.DossierTable.Stored;
import onestop.kernel.DossierCode;
import onestop.kernel.Submission;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** Dossiers and their events. Every call runs in the caller's transaction. */
@Repository
public class DossierStore {
  private final Sql sql;
  private final Table<DossierCode, Stored> table;
  private final Rows<DossierCode, Stored> rows;
  private final DossierEventStore events;
  private final Memory<Map<Submission, Optional<Earlier>>> submitted;

  DossierStore(Sql sql, DossierJson json, DossierEventStore events) {
    this.sql = sql;
    this.table = DossierTable.with(json);
    this.rows = new Rows<>(sql, table);
    this.events = events;
    this.submitted = sql.unit().memory(HashMap::new);
  }

  /**
   * What was received under a submission's key.
   *
   * @param digest null for a row from before digests were kept
   */
  public record Earlier(DossierCode code, @Nullable String digest) {
    /** Whether an application with that digest is the same one, as far as anybody can tell. */
    public boolean sameAs(String other) {
      return digest == null || digest.equals(other);
    }
  }

  /** Adds a dossier under the key by which it was submitted. */
  public void insert(Dossier dossier, Submission submission, String digest) {
    rows.insert(new Stored(dossier, new Sent(submission, digest)));
    submitted.get().put(submission, Optional.of(new Earlier(dossier.code(), digest)));
  }

  /** The dossier as this transaction has it, without a lock. */
  public Optional<Dossier> find(DossierCode code) {
    return rows.find(code).map(Stored::dossier);
  }

  /** The row, locked against every other change until the transaction ends. */
  public Optional<Dossier> lock(DossierCode code) {
    return rows.lock(code).map(Stored::dossier);
  }

  /** Those rows, locked in the order of their codes; a code that does not exist is left out. */
  public void lock(Set<DossierCode> codes) {
    rows.lock(codes);
  }

  /** The dossiers that the transaction has locked or made. */
  Set<DossierCode> held() {
    return rows.held();
  }

  boolean holds(DossierCode code) {
    return rows.holds(code);
  }

  /** Those of the rows that nobody else has locked, locked from now on. */
  public Set<DossierCode> tryLock(Set<DossierCode> codes) {
    return rows.tryLock(codes);
  }

  /** What was received under that key, by this transaction too. */
  public Optional<Earlier> findSubmitted(Submission submission) {
    if (!submitted.get().containsKey(submission)) {
      findSubmitted(List.of(submission));
    }
    return submitted.get().getOrDefault(submission, Optional.empty());
  }

  /** Asks for all of them at once; {@link #findSubmitted(Submission)} answers from then on. */
  public void findSubmitted(List<Submission> submissions) {
    Map<Submission, Optional<Earlier>> known = submitted.get();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (Submission one : submissions) {
      if (known.putIfAbsent(one, Optional.empty()) == null) {
        keys.computeIfAbsent(one.source(), source -> new ArrayList<>()).add(one.key());
      }
    }
    keys.forEach(
        (source, its) ->
            sql.reading("dossier")
                .sql(
                    """
                    select dossier_code, idempotency_key, submission_digest from dossier
                     where source = :source and idempotency_key = any(:keys)
                    """)
                .param("source", source)
                .param("keys", Sql.keys(its))
                .query(
                    (RowCallbackHandler)
                        row ->
                            known.put(
                                new Submission(source, row.getString(2)),
                                Optional.of(
                                    new Earlier(
                                        new DossierCode(row.getString(1)), row.getString(3))))));
  }

  /** The parts of a linked application, by code. */
  public List<Dossier> legsOf(DossierCode parent) {
    return sql
        .reading("dossier")
        .sql("select * from dossier where parent_code = ? order by dossier_code")
        .param(parent.value())
        .query(table.mapper())
        .stream()
        .map(Stored::dossier)
        .toList();
  }

  /**
   * Takes down the event as the next in order together with the change of the row it stands for.
   */
  void record(Dossier locked, DossierEvent event, DossierChange change) {
    Stored row =
        rows.held(locked.code())
            .filter(now -> now.dossier().eventCount() == event.no() - 1)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "dossier changed without its lock: " + locked.code()));
    rows.update(new Stored(row.dossier().after(event, change), row.sent()));
    events.append(locked, event);
  }

  /** The events of a dossier, in order. */
  public List<DossierEvent> events(DossierCode code) {
    return events.of(code);
  }
}
