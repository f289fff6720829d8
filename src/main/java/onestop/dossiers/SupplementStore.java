package onestop.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests for papers. Every call runs in the caller's transaction, under the dossier's lock. */
@Repository
class SupplementStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final DossierStore store;

  SupplementStore(JdbcClient jdbc, DossierStore store, DeferredWrites writes) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.store = store;
  }

  List<SupplementRequest> of(DossierCode dossier) {
    return jdbc.sql("select * from supplement_request where dossier_code = ? order by no")
        .param(dossier.value())
        .query(this::request)
        .list();
  }

  /**
   * @param approver the officer who allowed a request beyond the procedure's number, or null
   */
  void insert(SupplementRequest request, @Nullable String approver) {
    writes.flushNewRows();
    jdbc.sql(
            """
            insert into supplement_request (dossier_code, no, items, reason, deadline_on,
              legal_basis, document, approver, requested_by, requested_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            Arrays.asList(
                request.dossier().value(),
                request.no(),
                store.write(request.items()),
                request.reason(),
                request.deadlineOn(),
                request.legalBasis(),
                request.document(),
                approver,
                request.requestedBy(),
                DossierStore.utc(request.requestedAt())))
        .update();
  }

  /** Gives the request another last day, beside the one it was made with. */
  void correct(DossierCode dossier, int no, LocalDate deadlineOn) {
    jdbc.sql(
            """
            update supplement_request set corrected_deadline_on = ?, revision = revision + 1
             where dossier_code = ? and no = ?
            """)
        .params(deadlineOn, dossier.value(), no)
        .update();
  }

  /** Notes that the papers of the waiting request came. */
  void received(DossierCode dossier, Instant at) {
    jdbc.sql(
            """
            update supplement_request set received_at = ?, revision = revision + 1
             where dossier_code = ? and received_at is null
            """)
        .params(DossierStore.utc(at), dossier.value())
        .update();
  }

  private SupplementRequest request(ResultSet rs, int row) throws SQLException {
    return new SupplementRequest(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        store.strings(rs.getString("items")),
        rs.getString("reason"),
        rs.getObject("deadline_on", LocalDate.class),
        rs.getObject("corrected_deadline_on", LocalDate.class),
        rs.getString("legal_basis"),
        rs.getString("document"),
        rs.getString("requested_by"),
        DossierStore.instant(rs, "requested_at"),
        DossierStore.instantOrNull(rs, "received_at"));
  }
}
