package onestop.web.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.conduct.Evaluation;
import onestop.conduct.Evaluations;
import onestop.desk.lookup.CitizenAnswer;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.ReturnBy;
import onestop.sla.clock.DueDate;
import onestop.web.citizen.PublicLookup;
import onestop.web.citizen.PublicLookup.Outcome;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public look-up for programs, without a login. By POST only: a code in an address would stand
 * in the logs of every proxy.
 */
@RestController
@PersonalData(Of.NOBODY)
class LookupApi {
  private final PublicLookup lookup;
  private final Problems problems;

  LookupApi(PublicLookup lookup, Problems problems) {
    this.lookup = lookup;
    this.problems = problems;
  }

  /**
   * What the holder of a receipt types.
   *
   * @param digits the last four digits of the telephone given at intake, or the check number
   */
  record Ask(
      @NotNull(message = "{web.field.required}") String code,
      @NotNull(message = "{web.field.required}") String digits) {}

  /** The answer; it names no person. */
  record Answer(
      String code,
      String procedure,
      String receivingAgency,
      String resolvingAgency,
      DossierState state,
      Instant receivedAt,
      Appointment appointment,
      @Nullable Waiting waiting,
      List<Letter> letters,
      ReturnBy returnBy,
      Evaluations.Standing evaluation) {
    static Answer of(CitizenAnswer answer) {
      CitizenAnswer.Waiting waiting = answer.waiting();
      return new Answer(
          answer.code().value(),
          answer.procedure().code(),
          answer.receiving().value(),
          answer.resolving().value(),
          answer.state(),
          answer.dates().receivedAt(),
          new Appointment(
              answer.dates().original(), answer.dates().current(), answer.due().account()),
          waiting == null
              ? null
              : new Waiting(waiting.since(), waiting.papers(), waiting.lastDay()),
          answer.apologies().stream()
              .map(
                  letter ->
                      new Letter(
                          letter.issuedAt(),
                          letter.newAppointment(),
                          letter.entry() == null ? null : "/proof/" + letter.entry()))
              .toList(),
          answer.returnBy(),
          answer.evaluation());
    }
  }

  /** The appointment of the receipt and the present one, with its account day by day. */
  record Appointment(Instant original, Instant current, List<DueDate.Day> account) {}

  /** The wait for the applicant: since when, for which papers, until which day inclusive. */
  record Waiting(@Nullable Instant since, List<String> papers, @Nullable LocalDate lastDay) {}

  /** A letter of apology; {@code proof} is the address of its proof once it is published. */
  record Letter(Instant issuedAt, @Nullable Instant newAppointment, @Nullable String proof) {}

  @PostMapping("/api/lookup")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  ResponseEntity<?> find(@Valid @RequestBody Ask ask, HttpServletRequest request, Locale locale) {
    return answer(lookup.find(ask.code(), ask.digits(), request.getRemoteAddr()), locale);
  }

  /**
   * The evaluation after the result, by whoever looks the dossier up.
   *
   * @param marks a mark from 1 (worst) to 5 (best) for any of the questions
   * @param letter whether a letter of apology came
   */
  record Judgement(
      @NotNull(message = "{web.field.required}") String code,
      @NotNull(message = "{web.field.required}") String digits,
      @Nullable Marks marks,
      Evaluation.@Nullable Letter letter,
      @Nullable String remark) {
    Evaluation evaluation() {
      return new Evaluation(marks == null ? Map.of() : marks.given(), letter, remark);
    }
  }

  /** A mark for each question; null is no answer. */
  record Marks(
      @Nullable Integer guidance,
      @Nullable Integer visits,
      @Nullable Integer attitude,
      @Nullable Integer timeliness,
      @Nullable Integer response) {
    Map<Evaluation.Question, Integer> given() {
      Map<Evaluation.Question, Integer> given = new EnumMap<>(Evaluation.Question.class);
      put(given, Evaluation.Question.GUIDANCE, guidance);
      put(given, Evaluation.Question.VISITS, visits);
      put(given, Evaluation.Question.ATTITUDE, attitude);
      put(given, Evaluation.Question.TIMELINESS, timeliness);
      put(given, Evaluation.Question.RESPONSE, response);
      return given;
    }

    private static void put(
        Map<Evaluation.Question, Integer> given,
        Evaluation.Question question,
        @Nullable Integer mark) {
      if (mark != null) {
        given.put(question, mark);
      }
    }
  }

  @PostMapping("/api/lookup/evaluation")
  ResponseEntity<?> evaluate(
      @Valid @RequestBody Judgement judgement, HttpServletRequest request, Locale locale) {
    return answer(
        lookup.evaluate(
            judgement.code(), judgement.digits(), judgement.evaluation(), request.getRemoteAddr()),
        locale);
  }

  private ResponseEntity<?> answer(Outcome outcome, Locale locale) {
    if (outcome instanceof Outcome.Found found) {
      return ResponseEntity.ok(Answer.of(found.answer()));
    }
    Problem problem = ((Outcome.Refused) outcome).problem();
    ResponseEntity.BodyBuilder refused =
        ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    problem.retryAfter().ifPresent(after -> refused.header(HttpHeaders.RETRY_AFTER, after));
    return refused.body(problems.detail(problem, locale));
  }
}
