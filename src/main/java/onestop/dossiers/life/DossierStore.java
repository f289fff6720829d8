package onestop.dossiers.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import onestop.sla.DossierLocks;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** Dossiers and their events. Every call runs in the caller's transaction. */
@Repository
public class DossierStore implements DossierLocks {
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
   * The dossier received earlier under a submission's key.
   *
   * @param digest null for a row older than the digests
   */
  public record Earlier(DossierCode code, @Nullable String digest) {
    /**
     * Whether an application with that digest counts as the same one; always true for a row without
     * a digest.
     */
    public boolean sameAs(String other) {
      return digest == null || digest.equals(other);
    }
  }

  /** Adds a dossier under the key by which it was submitted. */
  public void insert(Dossier dossier, Submission submission, String digest) {
    rows.insert(new Stored(dossier, new Sent(submission, digest)));
    submitted.get().put(submission, Optional.of(new Earlier(dossier.code(), digest)));
  }

  /** The dossier as this transaction reads it, without a lock. */
  public Optional<Dossier> find(DossierCode code) {
    return rows.find(code).map(Stored::dossier);
  }

  /** The row, locked against every other change until the transaction ends. */
  public Optional<Dossier> lock(DossierCode code) {
    return rows.lock(code).map(Stored::dossier);
  }

  /** Locks the rows in the order of their codes; a code that does not exist is skipped. */
  public void lock(Set<DossierCode> codes) {
    rows.lock(codes);
  }

  /** Locks the rows without reading them: there may be as many as the city has open dossiers. */
  @Override
  public void lockInOrder(Collection<DossierCode> codes) {
    sql.reading("dossier")
        .sql(
            """
            select dossier_code from dossier where dossier_code = any(:codes)
             order by dossier_code for update
            """)
        .param("codes", Sql.keys(codes, DossierCode::value))
        .query((RowCallbackHandler) row -> {});
  }

  /** The dossiers locked or inserted by the transaction. */
  Set<DossierCode> held() {
    return rows.held();
  }

  boolean holds(DossierCode code) {
    return rows.holds(code);
  }

  /** Locks the rows that no other transaction has locked, without waiting; returns their codes. */
  public Set<DossierCode> tryLock(Set<DossierCode> codes) {
    return rows.tryLock(codes);
  }

  /** The dossier received under that key, including one of this transaction. */
  public Optional<Earlier> findSubmitted(Submission submission) {
    if (!submitted.get().containsKey(submission)) {
      findSubmitted(List.of(submission));
    }
    return submitted.get().getOrDefault(submission, Optional.empty());
  }

  /**
   * Reads all submissions in one statement, as a preparation for {@link
   * #findSubmitted(Submission)}.
   */
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

  /** The dossiers received under keys of a sender, by key. */
  public Map<String, DossierCode> submitted(String source, Collection<String> keys) {
    Map<String, DossierCode> found = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      sql.reading("dossier")
          .sql(
              """
              select idempotency_key, dossier_code from dossier
               where source = :source and idempotency_key = any(:keys)
              """)
          .param("source", source)
          .param("keys", Sql.keys(List.copyOf(keys)))
          .query(
              (RowCallbackHandler)
                  row -> found.put(row.getString(1), new DossierCode(row.getString(2))));
    }
    return found;
  }

  /** The legs of a dossier, by code. */
  public List<Dossier> legsOf(DossierCode parent) {
    return sql
        .reading("dossier")
        .sql("select * from dossier where parent_code = ? order by dossier_code")
        .param(parent.value())
        .query(table.mapper())
        .list()
        .stream()
        .map(Stored::dossier)
        .toList();
  }

  /** Replaces the postal and mail address of the applicant of a locked dossier. */
  public void contact(DossierCode code, Applicant applicant) {
    sql.reading("dossier")
        .sql("update dossier set applicant_address = ?, applicant_email = ? where dossier_code = ?")
        .param(applicant.address())
        .param(applicant.email())
        .param(code.value())
        .update();
  }

  /** Appends the event as the next in order, with what it adds to the outcome. */
  void record(Dossier locked, DossierEvent event, DossierOutcome more) {
    restore(locked, event, locked.outcome().and(more));
  }

  /** As {@link #record}, with the whole outcome that stands after the event. */
  void restore(Dossier locked, DossierEvent event, DossierOutcome standing) {
    Stored row =
        rows.held(locked.code())
            .filter(now -> now.dossier().eventCount() == event.no() - 1)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "dossier changed without its lock: " + locked.code()));
    rows.update(new Stored(row.dossier().after(event, standing), row.sent()));
    events.append(locked, event);
  }

  /** The events of a dossier, in order. */
  public List<DossierEvent> events(DossierCode code) {
    return events.of(code);
  }

  /**
   * The last event of that kind since that moment whose facts have that value under that name.
   *
   * @param value of letters, digits and hyphens
   */
  public Optional<DossierEvent> event(String kind, String name, String value, Instant since) {
    return events.saying(kind, name, value, since);
  }

  /** As {@link #event}, for many values; by value. */
  public Map<String, DossierEvent> events(
      String kind, String name, Collection<String> values, Instant since) {
    return events.saying(kind, name, values, since);
  }
}
