package onestop.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.receiving.LimitedLines;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.Failure;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives many applications in one call: one JSON object on each request line, one result on each
 * answer line, in the same order.
 *
 * <p>Rows are received in groups of some hundred, which share transactions; a bad row is answered
 * with its problem and affects no other. Rows are answered while later ones are still being sent,
 * so a caller must read while it writes. A call that broke off is sent again as a whole; rows
 * already received are answered as repeated.
 */
@RestController
@PersonalData(Of.NOBODY)
class BulkApi {
  private static final int LONGEST_ROW = 64 * 1024;
  private static final int ROWS_AT_ONCE = 200;

  private final ReceivingCounter counter;
  private final Problems problems;
  private final Validator validator;
  private final ObjectMapper json;
  private final ObjectReader reader;

  BulkApi(ReceivingCounter counter, Problems problems, Validator validator, ObjectMapper json) {
    this.counter = counter;
    this.problems = problems;
    this.validator = validator;
    this.json = json;
    this.reader = Problems.strict(json).readerFor(IntakeBody.class);
  }

  /**
   * The result of one row.
   *
   * @param line from 1, blank lines counted
   */
  record RowResult(
      int line,
      String idempotencyKey,
      ReceivingCounter.@Nullable Receipt receipt,
      @Nullable ProblemDetail problem) {}

  @Repeatable(How.BY_ITS_OWN_ROW)
  @PostMapping(path = "/api/dossiers/bulk", consumes = "application/x-ndjson")
  void receive(
      @AuthenticationPrincipal SignedIn caller,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("application/x-ndjson");
    OutputStream out = response.getOutputStream();
    LimitedLines lines = new LimitedLines(request.getInputStream(), LONGEST_ROW);
    List<BulkLine> rows = new ArrayList<>();
    for (LimitedLines.NumberedLine line = lines.next(); line != null; line = lines.next()) {
      if (!line.blank()) {
        rows.add(read(line, caller, locale));
      }
      if (rows.size() == ROWS_AT_ONCE) {
        answer(rows, out, caller, locale);
        rows.clear();
      }
    }
    answer(rows, out, caller, locale);
  }

  /** A parsed row: an application, or the problem that makes it none. */
  private record BulkLine(
      int line, String idempotencyKey, @Nullable Intake intake, @Nullable ProblemDetail problem) {
    RowResult refused(@Nullable ProblemDetail why) {
      return new RowResult(line, idempotencyKey, null, why);
    }
  }

  private BulkLine read(LimitedLines.NumberedLine line, SignedIn caller, Locale locale) {
    String key = "";
    try {
      if (line.tooLong()) {
        throw Failure.badInput("web", "row-too-large", "limit", LONGEST_ROW);
      }
      IntakeBody body = parse(line.bytes());
      key = body.idempotencyKey() == null ? "" : body.idempotencyKey();
      var wrong = validator.validate(body);
      if (!wrong.isEmpty()) {
        throw new ConstraintViolationException(wrong);
      }
      return new BulkLine(line.number(), key, intake(body, caller), null);
    } catch (IOException | RuntimeException refused) {
      return new BulkLine(line.number(), key, null, problems.detail(refused, locale));
    }
  }

  private Intake intake(IntakeBody body, SignedIn caller) {
    return counter.admitted(body.intake("api:" + caller.getUsername(), null), caller.caller());
  }

  private void answer(List<BulkLine> rows, OutputStream out, SignedIn caller, Locale locale)
      throws IOException {
    List<Intake> intakes = rows.stream().map(BulkLine::intake).filter(Objects::nonNull).toList();
    Iterator<Outcome<IntakeResult>> outcomes =
        counter.receiveAll(intakes, caller.caller()).iterator();
    for (BulkLine row : rows) {
      RowResult result =
          row.intake() == null ? row.refused(row.problem()) : result(row, outcomes.next(), locale);
      out.write(json.writeValueAsBytes(result));
      out.write('\n');
    }
    out.flush();
  }

  private RowResult result(BulkLine row, Outcome<IntakeResult> outcome, Locale locale) {
    try {
      IntakeResult value = outcome.orThrow();
      return new RowResult(row.line(), row.idempotencyKey(), counter.receipt(value), null);
    } catch (RuntimeException refused) {
      return row.refused(problems.detail(refused, locale));
    }
  }

  private IntakeBody parse(byte[] row) throws IOException {
    IntakeBody body = reader.readValue(row);
    if (body == null) {
      throw Failure.badInput("web", "body-unreadable");
    }
    return body;
  }
}
