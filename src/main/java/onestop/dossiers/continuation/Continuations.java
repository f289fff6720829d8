package onestop.dossiers.continuation;

import static onestop.store.ColumnType.VARCHAR;

import java.util.List;
import java.util.Optional;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.Continued;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Component;

/**
 * Which dossiers continue which. A dossier that is closed stays closed: what follows from an error,
 * a complaint or a second application is a new dossier with a clock of its own, which names the
 * earlier one. Nothing is written to the earlier one.
 */
@Component
public final class Continuations {
  private final Sql sql;
  private final DossierStore store;
  private final AppendOnly<Link> links;

  Continuations(Sql sql, DossierStore store) {
    this.sql = sql;
    this.store = store;
    this.links =
        new AppendOnly<>(
            sql,
            Table.<Link>insertOnly("dossier_continuation")
                .after("dossier")
                .fixed("dossier_code", VARCHAR, link -> link.dossier().value())
                .fixed("continues", VARCHAR, link -> link.continues().value())
                .build());
  }

  private record Link(DossierCode dossier, DossierCode continues) {}

  /**
   * Records that a dossier, just received, continues another, in the caller's transaction.
   *
   * @throws Failure {@code dossiers/continues-unknown}, {@code dossiers/continues-leg}, {@code
   *     dossiers/continues-open}, or {@code dossiers/continues-ground} if the ground is none for
   *     how the other one ended
   */
  public void record(Dossier dossier) {
    IntakeRecord desk = dossier.intake();
    Continued continued = desk == null ? null : desk.continues();
    if (continued == null) {
      return;
    }
    Dossier earlier =
        store
            .find(new DossierCode(continued.dossier()))
            .orElseThrow(
                () ->
                    Failure.badInput("dossiers", "continues-unknown", "code", continued.dossier()));
    DossierCode parent = earlier.parent();
    if (parent != null) {
      throw Failure.badInput(
          "dossiers", "continues-leg", "code", continued.dossier(), "parent", parent.value());
    }
    if (earlier.state().isOpen()) {
      throw Failure.conflict(
          "dossiers",
          "continues-open",
          "code",
          continued.dossier(),
          "state",
          earlier.state().name());
    }
    if (!Ground.after(earlier.state()).contains(continued.ground())) {
      throw Failure.badInput(
          "dossiers",
          "continues-ground",
          "ground",
          continued.ground().name(),
          "state",
          earlier.state().name());
    }
    links.append(new Link(dossier.code(), earlier.code()));
  }

  /** The dossier that this one continues; empty if none is on record. */
  public Optional<DossierCode> earlier(DossierCode dossier) {
    return sql.reading("dossier_continuation")
        .sql("select continues from dossier_continuation where dossier_code = ?")
        .param(dossier.value())
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .optional();
  }

  /** The dossiers that continue that one, by code. */
  public List<DossierCode> of(DossierCode earlier) {
    return sql.reading("dossier_continuation")
        .sql(
            "select dossier_code from dossier_continuation where continues = ? order by"
                + " dossier_code")
        .param(earlier.value())
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }
}
