package onestop.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The SQL of notices and of the choices of mail. */
@Component
class NoticeStore {
  private static final String NEWEST = " order by at desc, id desc fetch first ? rows only";

  private final Sql sql;

  NoticeStore(Sql sql) {
    this.sql = sql;
  }

  /** Adds a notice unless the officer has it; whether it is new. */
  boolean add(Told told, Instant at) {
    DossierCode dossier = told.dossier();
    OfficerId by = told.by();
    return sql.client()
            .sql(
                """
                insert into notice (officer, kind, dossier_code, subject, by_officer, detail, at)
                select cast(? as varchar), cast(? as varchar), cast(? as varchar),
                  cast(? as varchar), cast(? as varchar), cast(? as varchar),
                  cast(? as timestamp with time zone)
                 where not exists (
                   select 1 from notice n where n.officer = ? and n.kind = ? and n.subject = ?)
                """)
            .param(told.officer().value())
            .param(told.kind().name())
            .param(dossier == null ? null : dossier.value())
            .param(told.subject())
            .param(by == null ? null : by.value())
            .param(told.detail())
            .param(Sql.utc(at))
            .param(told.officer().value())
            .param(told.kind().name())
            .param(told.subject())
            .update()
        == 1;
  }

  List<Notice> of(OfficerId officer, int most) {
    return sql.client()
        .sql("select * from notice where officer = ?" + NEWEST)
        .params(officer.value(), most)
        .query(NoticeStore::notice)
        .list();
  }

  Optional<Notice> find(long id, OfficerId officer) {
    return sql.client()
        .sql("select * from notice where id = ? and officer = ?")
        .params(id, officer.value())
        .query(NoticeStore::notice)
        .optional();
  }

  /** The number of unread ones, at most {@code most}. */
  int unread(OfficerId officer, int most) {
    return sql.client()
        .sql(
            """
            select count(*) from (select id from notice where officer = ? and read_at is null
              fetch first ? rows only) unread
            """)
        .params(officer.value(), most)
        .query(Integer.class)
        .single();
  }

  void read(long id, OfficerId officer, Instant at) {
    sql.client()
        .sql("update notice set read_at = ? where id = ? and officer = ? and read_at is null")
        .params(Sql.utc(at), id, officer.value())
        .update();
  }

  void readUpTo(long last, OfficerId officer, Instant at) {
    sql.client()
        .sql("update notice set read_at = ? where officer = ? and id <= ? and read_at is null")
        .params(Sql.utc(at), officer.value(), last)
        .update();
  }

  /** Removes the notices of that moment and before; returns their number. */
  int forget(Instant before) {
    return sql.client().sql("delete from notice where at < ?").param(Sql.utc(before)).update();
  }

  Optional<MailChoice> choice(OfficerId officer) {
    return sql.client()
        .sql("select * from notice_choice where officer = ?")
        .param(officer.value())
        .query(NoticeStore::choice)
        .optional();
  }

  /** The choice, locked until the transaction ends. */
  Optional<MailChoice> lock(OfficerId officer) {
    return sql.client()
        .sql("select * from notice_choice where officer = ? for update")
        .param(officer.value())
        .query(NoticeStore::choice)
        .optional();
  }

  /** The officers who want mails. */
  List<OfficerId> wanting() {
    return sql.client()
        .sql("select officer from notice_choice where mail_when <> 'OFF' order by officer")
        .query((row, number) -> new OfficerId(row.getString("officer")))
        .list();
  }

  /** Outside a transaction: each statement is its own, so that two at the same time both pass. */
  void choose(MailChoice choice, Instant at) {
    if (!isChanged(choice)) {
      try {
        sql.client()
            .sql(
                "insert into notice_choice (officer, mail_when, address, language)"
                    + " values (?, ?, ?, ?)")
            .param(choice.officer().value())
            .param(choice.when().name())
            .param(choice.address())
            .param(choice.language())
            .update();
      } catch (DuplicateKeyException twin) { // chosen at the same time in another window
        isChanged(choice);
      }
    }
    if (choice.when() == When.OFF) {
      // what waited is not mailed when mails are wanted again
      sql.client()
          .sql("update notice set mailed_at = ? where officer = ? and mailed_at is null")
          .params(Sql.utc(at), choice.officer().value())
          .update();
    }
  }

  private boolean isChanged(MailChoice choice) {
    return sql.client()
            .sql(
                "update notice_choice set mail_when = ?, address = ?, language = ?"
                    + " where officer = ?")
            .param(choice.when().name())
            .param(choice.address())
            .param(choice.language())
            .param(choice.officer().value())
            .update()
        == 1;
  }

  /** The unread notices since that moment that were not mailed, oldest first. */
  List<Notice> toMail(OfficerId officer, Instant since, int most) {
    return sql.client()
        .sql(
            """
            select * from notice
             where officer = ? and read_at is null and mailed_at is null and at >= ?
             order by id fetch first ? rows only
            """)
        .params(officer.value(), Sql.utc(since), most)
        .query(NoticeStore::notice)
        .list();
  }

  void mailed(OfficerId officer, long last, Instant at) {
    sql.client()
        .sql("update notice set mailed_at = ? where officer = ? and id <= ? and mailed_at is null")
        .params(Sql.utc(at), officer.value(), last)
        .update();
  }

  void digested(OfficerId officer, LocalDate on) {
    sql.client()
        .sql("update notice_choice set last_digest_on = ? where officer = ?")
        .params(on, officer.value())
        .update();
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    String dossier = row.getString("dossier_code");
    String by = row.getString("by_officer");
    return new Notice(
        row.getLong("id"),
        new OfficerId(row.getString("officer")),
        Kind.valueOf(row.getString("kind")),
        dossier == null ? null : new DossierCode(dossier),
        row.getString("subject"),
        by == null ? null : new OfficerId(by),
        row.getString("detail"),
        Sql.instant(row, "at"),
        Sql.instantOrNull(row, "read_at"));
  }

  private static MailChoice choice(ResultSet row, int number) throws SQLException {
    return new MailChoice(
        new OfficerId(row.getString("officer")),
        When.valueOf(row.getString("mail_when")),
        row.getString("address"),
        row.getString("language"),
        row.getObject("last_digest_on", LocalDate.class));
  }
}
