package onestop.dossiers.handover;

import static onestop.store.ColumnType.BOOLEAN;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.util.Optional;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Repository;

/** The hand-overs of results; insert-only, under the dossier's lock. */
@Repository
public class ResultHandovers {
  private static final Table<Void, HandedOver> TABLE =
      Table.<HandedOver>insertOnly("result_handover")
          .after("dossier")
          .fixed("dossier_code", VARCHAR, one -> one.dossier().value())
          .fixed("handed_to", VARCHAR, one -> one.to().name())
          .fixed("receiver", VARCHAR, HandedOver::receiver)
          .fixed("receiver_paper", VARCHAR, HandedOver::receiverPaper)
          .fixed("authority_shown", BOOLEAN, HandedOver::authority)
          .fixed("address", VARCHAR, HandedOver::address)
          .fixed("parcel", VARCHAR, HandedOver::parcel)
          .fixed("receipt_back", VARCHAR, one -> one.receipt().name())
          .fixed("handed_by", VARCHAR, one -> one.by().id().value())
          .fixed("agency", VARCHAR, one -> one.by().agency().value())
          .fixed("handed_at", TIMESTAMPTZ, HandedOver::at)
          .build();

  private final Sql sql;
  private final AppendOnly<HandedOver> rows;

  ResultHandovers(Sql sql) {
    this.sql = sql;
    this.rows = new AppendOnly<>(sql, TABLE);
  }

  /** Records a hand-over, in the caller's transaction. */
  public void record(HandedOver handed) {
    rows.append(handed);
  }

  /** The hand-over of a dossier's result; empty before it, and where none was recorded. */
  public Optional<HandedOver> of(DossierCode dossier) {
    return sql.reading("result_handover")
        .sql("select * from result_handover where dossier_code = ?")
        .param(dossier.value())
        .query(
            (rs, row) ->
                new HandedOver(
                    new DossierCode(rs.getString("dossier_code")),
                    HandedOver.To.valueOf(rs.getString("handed_to")),
                    rs.getString("receiver"),
                    rs.getString("receiver_paper"),
                    rs.getBoolean("authority_shown"),
                    rs.getString("address"),
                    rs.getString("parcel"),
                    HandedOver.Receipt.valueOf(rs.getString("receipt_back")),
                    new Actor.Officer(
                        new OfficerId(rs.getString("handed_by")),
                        new AgencyCode(rs.getString("agency"))),
                    Sql.instant(rs, "handed_at")))
        .optional();
  }
}
