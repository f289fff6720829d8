package onestop.dossiers.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the JSON columns of dossiers: lists of papers, details of events, signatures.
 */
@Component
final class DossierJson {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final ObjectMapper json;

  DossierJson(ObjectMapper json) {
    this.json = json;
  }

  String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable String signature(@Nullable OfficialSignature signed) {
    if (signed == null) {
      return null;
    }
    Map<String, Object> facts = new LinkedHashMap<>(signed.facts());
    facts.put("at", signed.at().toString());
    return write(facts);
  }

  /** The officers of steps by step; null if there are none. */
  @Nullable String hands(Map<String, OfficerId> doneBy) {
    if (doneBy.isEmpty()) {
      return null;
    }
    Map<String, String> logins = new TreeMap<>();
    doneBy.forEach((step, officer) -> logins.put(step, officer.value()));
    return write(logins);
  }

  /** The officers of steps, as {@link #strings}; empty if there are none. */
  Map<String, OfficerId> hands(@Nullable String text) throws SQLException {
    Map<String, OfficerId> doneBy = new LinkedHashMap<>();
    if (text != null) {
      details(text).forEach((step, login) -> doneBy.put(step, new OfficerId(login.toString())));
    }
    return doneBy;
  }

  @Nullable String intake(@Nullable IntakeRecord record) {
    return record == null ? null : write(record);
  }

  /** A record of an intake, as {@link #strings}; null if there is none. */
  @Nullable IntakeRecord intake(@Nullable String text) throws SQLException {
    try {
      return text == null ? null : json.readValue(text, IntakeRecord.class);
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }

  /**
   * A list of texts.
   *
   * @throws SQLException for a column with other content
   */
  List<String> strings(String text) throws SQLException {
    return read(text, STRINGS);
  }

  /** The details of an event, as {@link #strings}. */
  Map<String, Object> details(String text) throws SQLException {
    return read(text, DETAILS);
  }

  /** A signature, as {@link #strings}; null if there is none. */
  @Nullable OfficialSignature signature(@Nullable String text) throws SQLException {
    if (text == null) {
      return null;
    }
    Map<String, Object> facts = details(text);
    return OfficialSignature.of(facts, Instant.parse(String.valueOf(facts.get("at"))));
  }

  private <T> T read(String text, TypeReference<T> type) throws SQLException {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }
}
