package onestop.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import onestop.dossiers.life.DossierState;
import onestop.engine.WorkItem;
import onestop.scenarios.Scenario.Act;
import org.jspecify.annotations.Nullable;

/**
 * What a text of scenarios says, and every value in it that is not understood. The text is
 * untrusted.
 *
 * @param procedure the national code of the procedure; empty if the text names none
 * @param scenarios in the order of the text
 * @param faults in the order of the text; empty if the scenarios can be run
 */
public record ScenarioText(String procedure, List<Scenario> scenarios, List<Fault> faults) {
  /** The greatest size of a text, in bytes of UTF-8. */
  public static final int MAX_BYTES = 200_000;

  /** The greatest number of scenarios of one procedure. */
  public static final int MAX_SCENARIOS = 200;

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .registerModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public ScenarioText {
    scenarios = List.copyOf(scenarios);
    faults = List.copyOf(faults);
  }

  /**
   * A value that is not understood.
   *
   * @param kind what is wrong with it
   * @param line from 1; 0 if it has no place
   * @param field the way to it, such as {@code scenarios[0].expect.state}
   * @param value as written; for a text that is too large the greatest size in KB
   */
  public record Fault(Kind kind, int line, String field, String value) {
    /** What is wrong. */
    public enum Kind {
      /** The text is larger than {@link #MAX_BYTES}. */
      TOO_LARGE,
      /** The text is no YAML, a field is not known, or a value is of another type. */
      FORM,
      /** The value is not possible there. */
      VALUE
    }
  }

  private record Content(
      @Nullable String procedure, @Nullable List<@Nullable Scenario> scenarios) {}

  /** Reads a text; nothing is thrown, whatever it holds. */
  public static ScenarioText read(String text) {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return refused(new Fault(Fault.Kind.TOO_LARGE, 0, "-", String.valueOf(MAX_BYTES / 1000)));
    }
    Content content;
    try {
      content = YAML.readValue(text, Content.class);
    } catch (JsonProcessingException e) {
      return refused(new Fault(Fault.Kind.FORM, line(e, text), field(e), ""));
    }
    return new Reader(TextLines.of(text)).read(content == null ? new Content(null, null) : content);
  }

  private static ScenarioText refused(Fault fault) {
    return new ScenarioText("", List.of(), List.of(fault));
  }

  /** The line of the field, or where the text is no YAML. */
  private static int line(JsonProcessingException e, String text) {
    int named = e instanceof JsonMappingException ? TextLines.of(text).lineOf(field(e)) : 0;
    return named > 0 || e.getLocation() == null ? named : Math.max(0, e.getLocation().getLineNr());
  }

  private static String field(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
          .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
          .collect(Collectors.joining("."));
    }
    return "-";
  }

  /** Collects what is not understood. */
  private static final class Reader {
    private final TextLines lines;
    private final List<Fault> faults = new ArrayList<>();

    Reader(TextLines lines) {
      this.lines = lines;
    }

    ScenarioText read(Content content) {
      String procedure = content.procedure();
      if (procedure == null || procedure.isBlank()) {
        wrong("procedure", String.valueOf(procedure));
      }
      List<@Nullable Scenario> all = content.scenarios();
      if (all == null) {
        wrong("scenarios", "null");
        return new ScenarioText("", List.of(), faults);
      }
      if (all.isEmpty() || all.size() > MAX_SCENARIOS) {
        wrong("scenarios", String.valueOf(all.size()));
      }
      List<Scenario> read = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Scenario scenario = all.get(i);
        if (scenario == null) {
          wrong("scenarios[" + i + "]", "null");
        } else {
          check("scenarios[" + i + "]", scenario);
          read.add(scenario);
        }
      }
      return new ScenarioText(procedure == null ? "" : procedure, read, faults);
    }

    private void check(String at, Scenario scenario) {
      required(at + ".name", scenario.name());
      if (scenario.name() != null) {
        required(at + ".name.vi", scenario.name().vi());
        required(at + ".name.en", scenario.name().en());
      }
      required(at + ".received", scenario.received());
      required(at + ".expect", scenario.expect());
      String pace = scenario.pace();
      if (pace != null && !pace.equals(Scenario.NEVER)) {
        duration(at + ".pace", pace);
      }
      if (scenario.received() != null && !scenario.readAt().isAfter(scenario.received())) {
        wrong(at + ".until", String.valueOf(scenario.until()));
      }
      for (int i = 0; i < scenario.acts().size(); i++) {
        check(at + ".acts[" + i + "]", scenario.acts().get(i));
      }
      String state = scenario.expect() == null ? null : scenario.expect().state();
      if (state != null) {
        try {
          DossierState.valueOf(state);
        } catch (IllegalArgumentException e) {
          wrong(at + ".expect.state", state);
        }
      }
    }

    private void check(String at, Act act) {
      if ((act.step() == null) == (act.withdraw() == null)) {
        wrong(at + ".step", String.valueOf(act.step()));
      }
      String after = act.after();
      if (after != null && act.at() != null) {
        wrong(at + ".at", String.valueOf(act.at()));
      }
      if (after != null && !after.equals(Scenario.NEVER)) {
        duration(at + ".after", after);
      }
    }

    private void required(String at, @Nullable Object value) {
      if (value == null || value.toString().isBlank()) {
        wrong(at, String.valueOf(value));
      }
    }

    private void duration(String at, String written) {
      if (WorkItem.allotted(written).isEmpty()) {
        wrong(at, written);
      }
    }

    private void wrong(String field, String value) {
      faults.add(new Fault(Fault.Kind.VALUE, lines.lineOf(field), field, value));
    }
  }
}
