package onestop.models.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of scenarios and trials; insert-only. Every call runs in the caller's transaction. */
@Repository
class TrialStore {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final JdbcClient jdbc;

  TrialStore(Sql sql) {
    this.jdbc = sql.client();
  }

  /** The scenarios that a version has: the last of its own, or else of the nearest before it. */
  Optional<ScenarioRevision> scenarios(String processKey, int version) {
    return jdbc.sql(
            """
            select process_key, version, revision, sha256, content, author_kind, author, saved_at
              from model_scenarios where process_key = ? and version <= ?
             order by version desc, revision desc fetch first 1 rows only
            """)
        .params(processKey, version)
        .query(TrialStore::scenarios)
        .optional();
  }

  /** The version of a model that new dossiers follow. */
  Optional<Integer> inForce(String processKey) {
    return jdbc.sql(
            """
            select version from model_event
             where process_key = ? and state_after = 'PUBLISHED'
             order by engine_version desc fetch first 1 rows only
            """)
        .param(processKey)
        .query(Integer.class)
        .optional();
  }

  /** The state of a version, as its last event left it; empty for a draft. */
  Optional<String> state(String processKey, int version) {
    return jdbc.sql(
            """
            select state_after from model_event where process_key = ? and version = ?
             order by no desc fetch first 1 rows only
            """)
        .params(processKey, version)
        .query(String.class)
        .optional();
  }

  /** The newest version of a model with that content. */
  Optional<Integer> version(String processKey, String sha256) {
    return jdbc.sql(
            """
            select version from model_version where process_key = ? and sha256 = ?
             order by version desc fetch first 1 rows only
            """)
        .params(processKey, sha256)
        .query(Integer.class)
        .optional();
  }

  void add(ScenarioRevision one) {
    jdbc.sql(
            """
            insert into model_scenarios (process_key, version, revision, sha256, content,
              author_kind, author, saved_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            one.processKey(),
            one.version(),
            one.revision(),
            one.sha256(),
            one.content(),
            one.authorKind(),
            one.author(),
            Sql.utc(one.savedAt()))
        .update();
  }

  /** The last trial of a version. */
  Optional<ModelTrial> trial(String processKey, int version) {
    return jdbc.sql(
            """
            select process_key, version, no, model_sha256, scenarios_sha256, release, report,
                   actor_kind, actor, began_at, ended_at
              from model_trial where process_key = ? and version = ?
             order by no desc fetch first 1 rows only
            """)
        .params(processKey, version)
        .query(TrialStore::trial)
        .optional();
  }

  void add(ModelTrial trial) {
    jdbc.sql(
            """
            insert into model_trial (process_key, version, no, model_sha256, scenarios_sha256,
              release, holds, report, actor_kind, actor, began_at, ended_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            trial.processKey(),
            trial.version(),
            trial.no(),
            trial.modelSha256(),
            trial.scenariosSha256(),
            trial.release(),
            trial.report().holds(),
            json(trial.report()),
            trial.actorKind(),
            trial.actor(),
            Sql.utc(trial.beganAt()),
            Sql.utc(trial.endedAt()))
        .update();
  }

  void add(ModelTrial trial, ModelTrials.Letter letter) {
    jdbc.sql(
            """
            insert into model_trial_letter (process_key, version, no, scenario, letter, pdf)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            trial.processKey(),
            trial.version(),
            trial.no(),
            letter.scenario(),
            letter.letter(),
            letter.pdf())
        .update();
  }

  Optional<byte[]> letter(ModelTrial trial, int scenario, int letter) {
    return jdbc.sql(
            """
            select pdf from model_trial_letter
             where process_key = ? and version = ? and no = ? and scenario = ? and letter = ?
            """)
        .params(trial.processKey(), trial.version(), trial.no(), scenario, letter)
        .query(byte[].class)
        .optional();
  }

  private static String json(TrialReport report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ScenarioRevision scenarios(ResultSet rs, int row) throws SQLException {
    return new ScenarioRevision(
        rs.getString("process_key"),
        rs.getInt("version"),
        rs.getInt("revision"),
        rs.getString("sha256"),
        rs.getString("content"),
        rs.getString("author_kind"),
        rs.getString("author"),
        Sql.instant(rs, "saved_at"));
  }

  private static ModelTrial trial(ResultSet rs, int row) throws SQLException {
    try {
      return new ModelTrial(
          rs.getString("process_key"),
          rs.getInt("version"),
          rs.getInt("no"),
          rs.getString("model_sha256"),
          rs.getString("scenarios_sha256"),
          rs.getString("release"),
          JSON.readValue(rs.getString("report"), TrialReport.class),
          rs.getString("actor_kind"),
          rs.getString("actor"),
          Sql.instant(rs, "began_at"),
          Sql.instant(rs, "ended_at"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
