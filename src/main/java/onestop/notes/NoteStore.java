package onestop.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rows of notes and mentions; they change under the lock of their dossier. */
@Repository
class NoteStore {
  private final Sql sql;

  NoteStore(Sql sql) {
    this.sql = sql;
  }

  List<Note> of(DossierCode dossier) {
    return sql.client()
        .sql("select * from dossier_note where dossier_code = ? order by no")
        .param(dossier.value())
        .query(NoteStore::note)
        .list();
  }

  Optional<Note> find(DossierCode dossier, int no) {
    return sql.client()
        .sql("select * from dossier_note where dossier_code = ? and no = ?")
        .params(dossier.value(), no)
        .query(NoteStore::note)
        .optional();
  }

  private static Note note(ResultSet rs, int row) throws SQLException {
    String recordedBy = rs.getString("recorded_by");
    return new Note(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        new OfficerId(rs.getString("author")),
        new AgencyCode(rs.getString("agency")),
        rs.getString("text"),
        rs.getInt("version"),
        Sql.instant(rs, "written_at"),
        Sql.instantOrNull(rs, "edited_at"),
        Sql.instantOrNull(rs, "struck_at"),
        rs.getObject("remind_on", LocalDate.class),
        recordedBy == null
            ? null
            : new Note.Recorded(new OfficerId(recordedBy), Sql.instant(rs, "recorded_at")));
  }

  void insert(Note note) {
    sql.client()
        .sql(
            """
            insert into dossier_note (dossier_code, no, author, agency, text, version, written_at,
              remind_on)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            note.dossier().value(),
            note.no(),
            note.author().value(),
            note.agency().value(),
            note.text(),
            note.version(),
            Sql.utc(note.writtenAt()),
            note.remindOn())
        .update();
  }

  void remind(Note note, @Nullable LocalDate on) {
    sql.client()
        .sql("update dossier_note set remind_on = ? where dossier_code = ? and no = ?")
        .params(on, note.dossier().value(), note.no())
        .update();
  }

  /** The notes that come back to their author by that day, the earliest first. */
  List<Note> reminders(OfficerId author, LocalDate by) {
    return sql.client()
        .sql(
            """
            select * from dossier_note
             where author = ? and remind_on <= ? and struck_at is null
             order by remind_on, dossier_code, no fetch first 100 rows only
            """)
        .params(author.value(), by)
        .query(NoteStore::note)
        .list();
  }

  List<Note> dueOn(LocalDate day) {
    return sql.client()
        .sql(
            """
            select * from dossier_note where remind_on = ? and struck_at is null
             order by dossier_code, no
            """)
        .param(day)
        .query(NoteStore::note)
        .list();
  }

  /** Keeps the text so far as an earlier one. */
  void edit(Note before, String text, Instant at) {
    Instant since = before.editedAt() == null ? before.writtenAt() : before.editedAt();
    sql.client()
        .sql(
            """
            insert into note_version (dossier_code, no, version, text, written_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            before.dossier().value(), before.no(), before.version(), before.text(), Sql.utc(since))
        .update();
    sql.client()
        .sql(
            """
            update dossier_note set text = ?, version = version + 1, edited_at = ?
             where dossier_code = ? and no = ?
            """)
        .params(text, Sql.utc(at), before.dossier().value(), before.no())
        .update();
  }

  void strike(Note note, Instant at) {
    sql.client()
        .sql("update dossier_note set struck_at = ? where dossier_code = ? and no = ?")
        .params(Sql.utc(at), note.dossier().value(), note.no())
        .update();
  }

  void record(Note note, OfficerId by, Instant at) {
    sql.client()
        .sql(
            """
            update dossier_note set recorded_by = ?, recorded_at = ?
             where dossier_code = ? and no = ?
            """)
        .params(by.value(), Sql.utc(at), note.dossier().value(), note.no())
        .update();
  }

  List<Note.Earlier> earlier(DossierCode dossier, int no) {
    return sql.client()
        .sql(
            """
            select version, text, written_at from note_version
             where dossier_code = ? and no = ? order by version
            """)
        .params(dossier.value(), no)
        .query(
            (rs, row) ->
                new Note.Earlier(
                    rs.getInt("version"), rs.getString("text"), Sql.instant(rs, "written_at")))
        .list();
  }

  /** Adds the officers whom the note did not mention before; returns them. */
  List<OfficerId> mention(Note note, Set<OfficerId> mentioned, Instant at) {
    Set<OfficerId> before =
        Set.copyOf(
            sql.client()
                .sql("select officer from note_mention where dossier_code = ? and no = ?")
                .params(note.dossier().value(), note.no())
                .query((rs, row) -> new OfficerId(rs.getString(1)))
                .list());
    List<OfficerId> added =
        mentioned.stream().filter(officer -> !before.contains(officer)).toList();
    added.forEach(
        officer ->
            sql.client()
                .sql(
                    """
                    insert into note_mention (officer, dossier_code, no, mentioned_at)
                    values (?, ?, ?, ?)
                    """)
                .params(officer.value(), note.dossier().value(), note.no(), Sql.utc(at))
                .update());
    return added;
  }

  /** The mentions of an officer in notes that stand, unseen first, then newest first. */
  List<Mention> mentions(OfficerId officer, int most) {
    return sql.client()
        .sql(
            """
            select m.dossier_code, m.no, n.author, n.text, m.mentioned_at, m.seen_at
              from note_mention m
              join dossier_note n on n.dossier_code = m.dossier_code and n.no = m.no
             where m.officer = ? and n.struck_at is null
             order by case when m.seen_at is null then 0 else 1 end, m.mentioned_at desc,
                m.dossier_code, m.no
             fetch first ? rows only
            """)
        .params(officer.value(), most)
        .query(
            (rs, row) ->
                new Mention(
                    new DossierCode(rs.getString(1)),
                    rs.getInt(2),
                    new OfficerId(rs.getString(3)),
                    rs.getString(4),
                    Sql.instant(rs, "mentioned_at"),
                    Sql.instantOrNull(rs, "seen_at")))
        .list();
  }

  long unseen(OfficerId officer) {
    return sql.client()
        .sql(
            """
            select count(*) from note_mention m
              join dossier_note n on n.dossier_code = m.dossier_code and n.no = m.no
             where m.officer = ? and m.seen_at is null and n.struck_at is null
            """)
        .param(officer.value())
        .query(Long.class)
        .single();
  }

  boolean seen(OfficerId officer, DossierCode dossier, int no, Instant at) {
    return sql.client()
            .sql(
                """
                update note_mention set seen_at = coalesce(seen_at, ?)
                 where officer = ? and dossier_code = ? and no = ?
                """)
            .params(Sql.utc(at), officer.value(), dossier.value(), no)
            .update()
        == 1;
  }
}
