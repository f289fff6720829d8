package onestop.dossiers.fees;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.DATE;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import onestop.dossiers.life.FeeOrder.Method;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of fee accounts; insert-only, under the dossier's lock. */
@Repository
class FeeStore {
  private static final Table<Void, FeeEntry> ENTRY =
      Table.<FeeEntry>insertOnly("fee_entry")
          .after("dossier")
          .fixed("dossier_code", VARCHAR, entry -> entry.dossier().value())
          .fixed("no", INT, FeeEntry::no)
          .fixed("kind", VARCHAR, entry -> entry.kind().name())
          .fixed("amount", BIGINT, FeeEntry::amount)
          .fixed("rate", VARCHAR, FeeEntry::rate)
          .fixed("method", VARCHAR, entry -> nameOf(entry.method()))
          .fixed("payer", VARCHAR, FeeEntry::payer)
          .fixed("receipt", VARCHAR, FeeEntry::receipt)
          .fixed("reason", VARCHAR, FeeEntry::reason)
          .fixed("counters", INT, FeeEntry::counters)
          .fixed("entered_by", VARCHAR, entry -> entry.by().id().value())
          .fixed("agency", VARCHAR, entry -> entry.by().agency().value())
          .fixed("entered_at", TIMESTAMPTZ, FeeEntry::at)
          .fixed("entered_on", DATE, FeeEntry::day)
          .build();

  private final Sql sql;
  private final AppendOnly<FeeEntry> rows;

  FeeStore(Sql sql) {
    this.sql = sql;
    this.rows = new AppendOnly<>(sql, ENTRY);
  }

  private static @Nullable String nameOf(@Nullable Method method) {
    return method == null ? null : method.name();
  }

  void insert(FeeEntry entry) {
    rows.append(entry);
  }

  /** The entries of a dossier, in their order. */
  List<FeeEntry> of(DossierCode dossier) {
    return sql.reading("fee_entry")
        .sql("select * from fee_entry where dossier_code = ? order by no")
        .param(dossier.value())
        .query(FeeStore::row)
        .list();
  }

  /** The entries of an agency on a day, in the order of their moments. */
  List<FeeEntry> on(AgencyCode agency, LocalDate day) {
    return sql.reading("fee_entry")
        .sql(
            """
            select * from fee_entry where agency = ? and entered_on = ?
             order by entered_at, dossier_code, no
            """)
        .params(agency.value(), day)
        .query(FeeStore::row)
        .list();
  }

  private static FeeEntry row(ResultSet rs, int number) throws SQLException {
    String method = rs.getString("method");
    int counters = rs.getInt("counters");
    boolean first = rs.wasNull();
    return new FeeEntry(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        FeeEntry.Kind.valueOf(rs.getString("kind")),
        rs.getLong("amount"),
        rs.getString("rate"),
        method == null ? null : Method.valueOf(method),
        rs.getString("payer"),
        rs.getString("receipt"),
        rs.getString("reason"),
        first ? null : counters,
        new Actor.Officer(
            new OfficerId(rs.getString("entered_by")), new AgencyCode(rs.getString("agency"))),
        Sql.instant(rs, "entered_at"),
        rs.getObject("entered_on", LocalDate.class));
  }
}
