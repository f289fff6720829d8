package onestop.web.opinions;

import java.time.Instant;
import java.util.List;
import onestop.dossiers.consultations.Consultation;
import org.jspecify.annotations.Nullable;

/**
 * A question for programs.
 *
 * @param no its number within the dossier
 * @param agency whose opinion is asked, with {@code role}
 * @param files the numbers of the files that it names
 * @param state {@code WAITING}, {@code LAPSED}, {@code ANSWERED} or {@code WITHDRAWN}
 * @param answerFile the number of the answer's file
 */
record OpinionBody(
    String dossier,
    int no,
    String agency,
    String role,
    String question,
    List<Integer> files,
    Instant answerBy,
    String state,
    String askedBy,
    String askingAgency,
    Instant askedAt,
    @Nullable Instant remindedAt,
    @Nullable String answer,
    @Nullable Integer answerFile,
    @Nullable String answeredBy,
    @Nullable Instant answeredAt) {
  static OpinionBody of(Consultation question, Consultation.State state) {
    Consultation.Answer answer = question.answer();
    return new OpinionBody(
        question.place().dossier().value(),
        question.place().no(),
        question.asked().agency().value(),
        question.asked().role().code(),
        question.question(),
        question.files(),
        question.answerBy(),
        state.name(),
        question.askedBy().id().value(),
        question.askedBy().agency().value(),
        question.askedAt(),
        question.remindedAt(),
        answer == null ? null : answer.text(),
        answer == null ? null : answer.file(),
        answer == null ? null : answer.by().id().value(),
        answer == null ? null : answer.at());
  }
}
