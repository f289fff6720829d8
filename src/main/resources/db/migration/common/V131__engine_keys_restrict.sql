-- The engine's keys to its executions, checked once instead of twice: without an action named, the database first looks
-- whether the deleted execution is there again, and then, as it still does, for rows that refer to it. The engine deletes
-- an execution after what hangs on it, and never waits for the end of the transaction with that.
-- (A program without the engine has none of its tables.)
alter table if exists ACT_RU_EXECUTION drop constraint ACT_FK_EXE_PROCINST;
alter table if exists ACT_RU_EXECUTION add constraint ACT_FK_EXE_PROCINST
  foreign key (PROC_INST_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_EXECUTION drop constraint ACT_FK_EXE_PARENT;
alter table if exists ACT_RU_EXECUTION add constraint ACT_FK_EXE_PARENT
  foreign key (PARENT_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_EXECUTION drop constraint ACT_FK_EXE_SUPER;
alter table if exists ACT_RU_EXECUTION add constraint ACT_FK_EXE_SUPER
  foreign key (SUPER_EXEC_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_TASK drop constraint ACT_FK_TASK_EXE;
alter table if exists ACT_RU_TASK add constraint ACT_FK_TASK_EXE
  foreign key (EXECUTION_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_TASK drop constraint ACT_FK_TASK_PROCINST;
alter table if exists ACT_RU_TASK add constraint ACT_FK_TASK_PROCINST
  foreign key (PROC_INST_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_VARIABLE drop constraint ACT_FK_VAR_EXE;
alter table if exists ACT_RU_VARIABLE add constraint ACT_FK_VAR_EXE
  foreign key (EXECUTION_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_VARIABLE drop constraint ACT_FK_VAR_PROCINST;
alter table if exists ACT_RU_VARIABLE add constraint ACT_FK_VAR_PROCINST
  foreign key (PROC_INST_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_EVENT_SUBSCR drop constraint ACT_FK_EVENT_EXEC;
alter table if exists ACT_RU_EVENT_SUBSCR add constraint ACT_FK_EVENT_EXEC
  foreign key (EXECUTION_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_INCIDENT drop constraint ACT_FK_INC_EXE;
alter table if exists ACT_RU_INCIDENT add constraint ACT_FK_INC_EXE
  foreign key (EXECUTION_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_INCIDENT drop constraint ACT_FK_INC_PROCINST;
alter table if exists ACT_RU_INCIDENT add constraint ACT_FK_INC_PROCINST
  foreign key (PROC_INST_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
alter table if exists ACT_RU_EXT_TASK drop constraint ACT_FK_EXT_TASK_EXE;
alter table if exists ACT_RU_EXT_TASK add constraint ACT_FK_EXT_TASK_EXE
  foreign key (EXECUTION_ID_) references ACT_RU_EXECUTION (ID_) on delete restrict;
