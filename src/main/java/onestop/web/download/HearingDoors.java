package onestop.web.download;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import onestop.desk.figures.AskedHearings;
import onestop.facts.HearingMeasure;
import onestop.facts.ReportScopes;
import onestop.reports.HearingAnswer;
import onestop.reports.Hearings;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the answers of a hearing as JSON and as a table, for pages and programs. The same question
 * gives the same bytes; their SHA-256 is the answer's entity tag.
 */
@RestController
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class HearingDoors {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final AskedHearings hearings;

  HearingDoors(AskedHearings hearings) {
    this.hearings = hearings;
  }

  /** The parameters of a question in an address. */
  record Query(
      @Nullable String level,
      @Nullable String unit,
      @Nullable String period,
      @Nullable String asOf) {
    ReportScopes.Asked asked() {
      return new ReportScopes.Asked(level, unit, period, asOf);
    }
  }

  @GetMapping({"/audit/hearing.json", "/api/hearing"})
  ResponseEntity<byte[]> json(Query query, @AuthenticationPrincipal SignedIn reader) {
    Hearings.Given given = hearings.answer(hearings.ask(reader.caller(), query.asked()));
    return answer(given, MediaType.APPLICATION_JSON)
        .body(given.body().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping({"/audit/hearing.csv", "/api/hearing.csv"})
  ResponseEntity<byte[]> csv(Query query, @AuthenticationPrincipal SignedIn reader) {
    Hearings.Given given = hearings.answer(hearings.ask(reader.caller(), query.asked()));
    return answer(given, CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("hearing.csv").build().toString())
        .body(table(given.answer()).getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseEntity.BodyBuilder answer(Hearings.Given given, MediaType type) {
    return ResponseEntity.ok().contentType(type).eTag("\"" + given.sha256() + "\"");
  }

  /** One line for each unit, month and measure; a measure that is 0 has none. */
  private static String table(HearingAnswer answer) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("asOf", "unit", "month", "measure", "count");
      answer.cells().forEach(cell -> lines(answer, cell, csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void lines(HearingAnswer answer, HearingAnswer.Cell cell, CsvWriter csv) {
    for (HearingMeasure measure : HearingMeasure.values()) {
      if (cell.count(measure) > 0) {
        csv.writeRecord(
            answer.asOf().toString(),
            cell.unit(),
            cell.month(),
            measure.name(),
            String.valueOf(cell.count(measure)));
      }
    }
  }
}
