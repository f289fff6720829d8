package onestop.dossiers.consultations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.consultations.Consultation.Answer;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.dossiers.life.DossierState;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rows of questions; they change under the lock of their dossier. */
@Repository
class ConsultationStore {
  private static final List<String> OPEN_STATES =
      Arrays.stream(DossierState.values())
          .filter(DossierState::isOpen)
          .map(DossierState::name)
          .toList();

  private final Sql sql;

  ConsultationStore(Sql sql) {
    this.sql = sql;
  }

  List<Consultation> of(DossierCode dossier) {
    return sql.client()
        .sql("select * from consultation where dossier_code = ? order by no")
        .param(dossier.value())
        .query(ConsultationStore::question)
        .list();
  }

  Optional<Consultation> find(Place place) {
    return sql.client()
        .sql("select * from consultation where dossier_code = ? and no = ?")
        .params(place.dossier().value(), place.no())
        .query(ConsultationStore::question)
        .optional();
  }

  /** The unanswered questions of open dossiers to those agencies, the least time first. */
  List<Consultation> waiting(Collection<AgencyCode> agencies, int most) {
    return sql.reading("dossier")
        .sql(
            """
            select c.* from consultation c join dossier d on d.dossier_code = c.dossier_code
             where c.asked_agency = any(:agencies) and c.answered_at is null
               and c.withdrawn_at is null and d.state = any(:open)
             order by c.answer_by, c.dossier_code, c.no fetch first :most rows only
            """)
        .param("agencies", Sql.keys(agencies, AgencyCode::value))
        .param("open", Sql.keys(OPEN_STATES))
        .param("most", most)
        .query(ConsultationStore::question)
        .list();
  }

  /** The unanswered questions of open dossiers whose day has ended in that time. */
  List<Consultation> lapsed(Instant from, Instant until) {
    return sql.reading("dossier")
        .sql(
            """
            select c.* from consultation c join dossier d on d.dossier_code = c.dossier_code
             where c.answer_by >= :from and c.answer_by < :until and c.answered_at is null
               and c.withdrawn_at is null and d.state = any(:open)
             order by c.answer_by, c.dossier_code, c.no
            """)
        .param("from", Sql.utc(from))
        .param("until", Sql.utc(until))
        .param("open", Sql.keys(OPEN_STATES))
        .query(ConsultationStore::question)
        .list();
  }

  void insert(Consultation asked) {
    sql.client()
        .sql(
            """
            insert into consultation (dossier_code, no, asked_agency, asked_role, question, files,
              answer_by, asked_by, asking_agency, asked_at, passed_on)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            asked.place().dossier().value(),
            asked.place().no(),
            asked.asked().agency().value(),
            asked.asked().role().name(),
            asked.question(),
            asked.files().stream().map(String::valueOf).collect(Collectors.joining(" ")),
            Sql.utc(asked.answerBy()),
            asked.askedBy().id().value(),
            asked.askedBy().agency().value(),
            Sql.utc(asked.askedAt()))
        .update();
  }

  void passOn(Place place, Post to) {
    sql.client()
        .sql(
            """
            update consultation set asked_agency = ?, asked_role = ?, passed_on = passed_on + 1
             where dossier_code = ? and no = ?
            """)
        .params(to.agency().value(), to.role().name(), place.dossier().value(), place.no())
        .update();
  }

  void remind(Place place, Instant at) {
    set("reminded_at", place, at);
  }

  void withdraw(Place place, Instant at) {
    set("withdrawn_at", place, at);
  }

  private void set(String column, Place place, Instant at) {
    sql.client()
        .sql("update consultation set " + column + " = ? where dossier_code = ? and no = ?")
        .params(Sql.utc(at), place.dossier().value(), place.no())
        .update();
  }

  void answer(Place place, Answer answer) {
    sql.client()
        .sql(
            """
            update consultation set answer = ?, answer_file = ?, answered_by = ?,
              answering_agency = ?, answered_at = ?
             where dossier_code = ? and no = ?
            """)
        .params(
            answer.text(),
            answer.file(),
            answer.by().id().value(),
            answer.by().agency().value(),
            Sql.utc(answer.at()),
            place.dossier().value(),
            place.no())
        .update();
  }

  private static Consultation question(ResultSet rs, int row) throws SQLException {
    return new Consultation(
        new Place(new DossierCode(rs.getString("dossier_code")), rs.getInt("no")),
        new Post(
            new AgencyCode(rs.getString("asked_agency")), Role.valueOf(rs.getString("asked_role"))),
        rs.getString("question"),
        Arrays.stream(rs.getString("files").split(" "))
            .filter(no -> !no.isEmpty())
            .map(Integer::valueOf)
            .toList(),
        Sql.instant(rs, "answer_by"),
        officer(rs.getString("asked_by"), rs.getString("asking_agency")),
        Sql.instant(rs, "asked_at"),
        rs.getInt("passed_on"),
        Sql.instantOrNull(rs, "reminded_at"),
        Sql.instantOrNull(rs, "withdrawn_at"),
        answer(rs));
  }

  private static @Nullable Answer answer(ResultSet rs) throws SQLException {
    Instant at = Sql.instantOrNull(rs, "answered_at");
    if (at == null) {
      return null;
    }
    return new Answer(
        rs.getString("answer"),
        rs.getObject("answer_file", Integer.class),
        officer(rs.getString("answered_by"), rs.getString("answering_agency")),
        at);
  }

  private static Actor.Officer officer(String id, String agency) {
    return new Actor.Officer(new OfficerId(id), new AgencyCode(agency));
  }
}
