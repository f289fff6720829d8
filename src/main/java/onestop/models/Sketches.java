package onestop.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import onestop.kernel.OfficerId;
import onestop.procedures.ModelRefused;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The drawings that are not versions yet, one for each designer and process. Nobody else sees them.
 * Each call is one statement or few, each of its own transaction or the caller's.
 */
@Service
public class Sketches {
  private static final String SKETCH =
      "select officer, process_key, revision, base_version, saved_at from model_sketch ";

  private final Sql sql;
  private final Clock clock;

  Sketches(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * A drawing to be saved.
   *
   * @param seen the revision that its window has seen; 0 if none
   * @param base the version from which it began; 0 if the model had none
   */
  public record Drawn(int seen, int base, byte[] bpmn) {}

  /**
   * The result of a save.
   *
   * @param sketch as it is stored now
   * @param saved false if it was changed in another window meanwhile: then nothing was saved
   */
  public record Save(Sketch sketch, boolean saved) {}

  /** The drawing of a designer. */
  public Optional<Sketch> find(OfficerId officer, String processKey) {
    return sql.client()
        .sql(SKETCH + "where officer = ? and process_key = ?")
        .params(officer.value(), processKey)
        .query(Sketches::sketch)
        .optional();
  }

  /** All drawings of a designer, by process. */
  public List<Sketch> of(OfficerId officer) {
    return sql.client()
        .sql(SKETCH + "where officer = ? order by process_key")
        .param(officer.value())
        .query(Sketches::sketch)
        .list();
  }

  /** The file of a drawing; empty if there is none. */
  public Optional<byte[]> bytes(OfficerId officer, String processKey) {
    return sql.client()
        .sql("select bpmn from model_sketch where officer = ? and process_key = ?")
        .params(officer.value(), processKey)
        .query(byte[].class)
        .optional();
  }

  /**
   * Saves a drawing over the revision that its window has seen. One that was discarded meanwhile
   * begins anew.
   *
   * @throws onestop.kernel.Failure {@code procedures/model-refused} if the file exceeds the size
   *     limit of a model
   */
  public Save save(OfficerId officer, String processKey, Drawn drawn) {
    if (drawn.bpmn().length > ModelLint.MAX_BYTES) {
      throw ModelRefused.because(processKey + ".bpmn", 1, "L001", "");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Sketch next = new Sketch(officer, processKey, drawn.seen() + 1, drawn.base(), now);
    int changed =
        sql.client()
            .sql(
                """
                update model_sketch set bpmn = ?, base_version = ?, revision = revision + 1,
                       saved_at = ?
                 where officer = ? and process_key = ? and revision = ?
                """)
            .params(
                drawn.bpmn(), drawn.base(), Sql.utc(now), officer.value(), processKey, drawn.seen())
            .update();
    if (changed == 1) {
      return new Save(next, true);
    }
    Optional<Sketch> present = find(officer, processKey);
    return present.isPresent() ? new Save(present.get(), false) : begun(next, drawn.bpmn());
  }

  private Save begun(Sketch sketch, byte[] bpmn) {
    try {
      sql.client()
          .sql(
              """
              insert into model_sketch (officer, process_key, revision, base_version, bpmn, saved_at)
              values (?, ?, ?, ?, ?, ?)
              """)
          .params(
              sketch.officer().value(),
              sketch.processKey(),
              sketch.revision(),
              sketch.base(),
              bpmn,
              Sql.utc(sketch.savedAt()))
          .update();
      return new Save(sketch, true);
    } catch (DuplicateKeyException twin) { // begun at the same time in another window
      return new Save(find(sketch.officer(), sketch.processKey()).orElseThrow(() -> twin), false);
    }
  }

  /** Erases a drawing, if its revision is still the one that its designer has seen. */
  public boolean discard(Sketch seen) {
    return sql.client()
            .sql("delete from model_sketch where officer = ? and process_key = ? and revision = ?")
            .params(seen.officer().value(), seen.processKey(), seen.revision())
            .update()
        == 1;
  }

  private static Sketch sketch(ResultSet rs, int row) throws SQLException {
    return new Sketch(
        new OfficerId(rs.getString("officer")),
        rs.getString("process_key"),
        rs.getInt("revision"),
        rs.getInt("base_version"),
        Sql.instant(rs, "saved_at"));
  }
}
