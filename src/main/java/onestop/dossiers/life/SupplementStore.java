package onestop.dossiers.life;

import static onestop.store.ColumnType.DATE;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import onestop.kernel.DossierCode;
import onestop.store.Groups;
import onestop.store.Groups.Owner;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Requests for papers. Every change runs in the caller's transaction, under the dossier's lock. */
@Repository
public class SupplementStore {
  private final Sql sql;
  private final DossierJson json;
  private final DossierStore dossiers;
  private final Table<Key, Asked> table;
  private final Rows<Key, Asked> rows;
  private final Groups<DossierCode, Asked> ofDossier;

  SupplementStore(Sql sql, DossierJson json, DossierStore dossiers) {
    this.sql = sql;
    this.json = json;
    this.dossiers = dossiers;
    this.table = table();
    this.rows = new Rows<>(sql, table);
    this.ofDossier =
        Groups.ofCoveredRows(
            rows,
            new Owner<>("dossier_code", DossierCode::value, row -> row.request().dossier(), "no"),
            dossiers::held);
  }

  private record Key(DossierCode dossier, int no) {}

  /**
   * A request and its approver.
   *
   * @param approver the officer who allowed a request beyond the procedure's number, or null
   */
  private record Asked(SupplementRequest request, @Nullable String approver, long revision) {
    Asked with(SupplementRequest now) {
      return new Asked(now, approver, revision + 1);
    }
  }

  private Table<Key, Asked> table() {
    return Table.<Key, Asked>named("supplement_request")
        .after("dossier")
        .key("dossier_code", VARCHAR, key -> key.dossier().value())
        .key("no", INT, Key::no)
        .fixed("items", VARCHAR, of(request -> json.write(request.items())))
        .fixed("reason", VARCHAR, of(SupplementRequest::reason))
        .fixed("deadline_on", DATE, of(SupplementRequest::deadlineOn))
        .fixed("legal_basis", VARCHAR, of(SupplementRequest::legalBasis))
        .fixed("document", VARCHAR, of(SupplementRequest::document))
        .fixed("approver", VARCHAR, Asked::approver)
        .fixed("requested_by", VARCHAR, of(SupplementRequest::requestedBy))
        .fixed("requested_at", TIMESTAMPTZ, of(SupplementRequest::requestedAt))
        .changing("corrected_deadline_on", DATE, of(SupplementRequest::correctedDeadlineOn))
        .changing("received_at", TIMESTAMPTZ, of(SupplementRequest::receivedAt))
        .revision("revision", Asked::revision)
        .readBy((rs, row) -> asked(rs))
        .build(row -> new Key(row.request().dossier(), row.request().no()));
  }

  private static <T> Function<Asked, @Nullable T> of(
      Function<SupplementRequest, @Nullable T> value) {
    return row -> value.apply(row.request());
  }

  /** The requests of a dossier, in order. */
  public List<SupplementRequest> of(DossierCode dossier) {
    List<Asked> all =
        dossiers.holds(dossier)
            ? ofDossier.of(dossier)
            : sql.reading("supplement_request")
                .sql("select * from supplement_request where dossier_code = ? order by no")
                .param(dossier.value())
                .query(table.mapper())
                .list();
    return all.stream().map(Asked::request).toList();
  }

  /**
   * @param approver the officer who allowed a request beyond the procedure's number, or null
   */
  public void insert(SupplementRequest request, @Nullable String approver) {
    Asked row = new Asked(request, approver, 0);
    rows.insert(row);
    ofDossier.add(row);
  }

  /** Corrects the last day of the request; the original one is kept. */
  public void correct(DossierCode dossier, int no, LocalDate deadlineOn) {
    change(dossier, request -> request.no() == no ? request.corrected(deadlineOn) : request);
  }

  /** Records the receipt of the papers for the waiting request. */
  public void received(DossierCode dossier, Instant at) {
    change(dossier, request -> request.receivedAt() == null ? request.received(at) : request);
  }

  private void change(DossierCode dossier, UnaryOperator<SupplementRequest> how) {
    for (Asked row : ofDossier.of(dossier)) {
      SupplementRequest now = how.apply(row.request());
      if (!now.equals(row.request())) {
        rows.update(row.with(now));
      }
    }
  }

  private Asked asked(ResultSet rs) throws SQLException {
    return new Asked(
        new SupplementRequest(
            new DossierCode(rs.getString("dossier_code")),
            rs.getInt("no"),
            json.strings(rs.getString("items")),
            rs.getString("reason"),
            rs.getObject("deadline_on", LocalDate.class),
            rs.getObject("corrected_deadline_on", LocalDate.class),
            rs.getString("legal_basis"),
            rs.getString("document"),
            rs.getString("requested_by"),
            Sql.instant(rs, "requested_at"),
            Sql.instantOrNull(rs, "received_at")),
        rs.getString("approver"),
        rs.getLong("revision"));
  }
}
