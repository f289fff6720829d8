package onestop.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.MessageSource;
import org.springframework.http.ProblemDetail;

/** A program is told of a wrong field in one form, wherever it was found. */
@Tag("pure")
class ProblemsTest {

  @Test
  void whatIsFoundWrongWithAFieldFurtherInIsAFieldErrorInBothLanguages() {
    Failure failure =
        Failure.badInput(
            "forms", "unprintable", "field", "subject", "character", "漢", "codePoint", "U+6F22");
    for (Locale locale : List.of(Locale.forLanguageTag("vi"), Locale.ENGLISH)) {
      ProblemDetail detail = problems().detail(failure, locale);
      String sentence = String.valueOf(detail.getDetail());
      assertThat(detail.getStatus()).isEqualTo(400);
      assertThat(sentence).contains("subject", "漢", "U+6F22");
      assertThat(detail.getProperties())
          .containsEntry("errors", List.of(new Problem.Field("subject", sentence)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine/work-item-held|step=appraise_dossier,holder=pham.hai|Thẩm định hồ sơ;Phạm Thị Hai",
        "dossiers/not-your-desk|step=sign_result,role=head_of_agency,agency=H26.1|"
            + "Ký kết quả;Thủ trưởng cơ quan;UBND phường Văn Miếu",
        "dossiers/step-not-possible|step=WITHDRAW,code=C-1,state=RESOLVED|rút hồ sơ;Đã có kết quả",
        "apologies/step-not-possible|step=SIGN,code=C-1,state=VOID|ký thư;Hết hiệu lực",
        "apologies/not-your-letter|agency=H26.1,role=specialist|UBND phường;Chuyên viên",
        "apologies/new-date-not-later|value=2026-03-06T10:00:00Z,due=2026-03-05T10:00:00Z|"
            + "06/03/2026 17:00;05/03/2026 17:00",
        "apologies/new-date-not-later|value=2026-03-06T17:00+07:00,due=2026-03-05T17:00+07:00|"
            + "06/03/2026 17:00;05/03/2026 17:00",
        "dossiers/limit-has-passed|due=2026-03-13T17:00:30.5+07:00|lúc 13/03/2026 17:00",
        "dossiers/day-out-of-bounds|field=deadlineOn,value=2026-03-05,from=2026-03-06,"
            + "to=2026-03-09|Trường Hạn bổ sung;05/03/2026;06/03/2026;09/03/2026",
        "dossiers/extension-too-long|by=9wd,longest=10d,latest=2026-03-05T17:00+07:00|"
            + "Gia hạn 9 ngày làm việc;mức tối đa 10 ngày (chậm nhất 05/03/2026 17:00)",
        "dossiers/reference-too-thin|field=legalBasis,signs=1,least=4|Trường Căn cứ pháp lý",
        "forms/invisible|field=items[1]|Trường items[1]",
        "calendar/csv-year|year=2026,days=1,least=11,most=13|2026"
      })
  void namesStepsPeopleAndDatesAsPeopleDo(String problem, String arguments, String words) {
    String[] id = problem.split("/");
    Object[] pairs =
        Stream.of(arguments.split(","))
            .flatMap(pair -> Stream.of(pair.split("=")))
            .map(v -> v.matches("\\d+") ? (Object) Integer.valueOf(v) : v)
            .toArray();
    Failure failure = Failure.badInput(id[0], id[1], pairs);
    String sentence = problems().sentence(failure, Locale.forLanguageTag("vi"));
    assertThat(sentence).contains(words.split(";"));
    assertThat(sentence)
        .doesNotContain(
            "appraise_dossier", "pham.hai", "H26.1", "WITHDRAW", "2026-03", "2.026", "deadlineOn");
    String detail = String.valueOf(problems().detail(failure, Locale.ENGLISH).getProperties());
    assertThat(detail).as("a program gets the codes").contains(String.valueOf(pairs[1]));
  }

  private static final Wording.Directory DIRECTORY =
      new Wording.Directory() {
        @Override
        public Optional<Agency> agency(AgencyCode code) {
          return Optional.of(
              new Agency(
                  code,
                  "UBND phường Văn Miếu",
                  "Van Mieu ward",
                  null,
                  Agency.Kind.WARD,
                  "000.00.01.H26",
                  "",
                  "",
                  "",
                  "Hà Nội"));
        }

        @Override
        public Optional<Officer> officer(OfficerId id) {
          return Optional.of(
              new Officer(
                  id, "Phạm Thị Hai", "", new AgencyCode("H26.1"), Set.of(Role.SPECIALIST)));
        }
      };

  private static Problems problems() {
    MessageSource messages = new MessageConfiguration().messageSource();
    return new Problems(messages, new Wording(DIRECTORY, messages, World.HANOI));
  }
}
