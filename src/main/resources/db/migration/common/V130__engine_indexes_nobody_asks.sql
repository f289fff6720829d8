-- The engine's own scripts index columns that no statement of the product looks for. Each of them is written with every
-- row, and those of a task's assignee and last change make each claim rewrite the row's other indexes too.
drop index if exists ACT_IDX_TASK_ASSIGNEE;
drop index if exists ACT_IDX_TASK_CREATE;
drop index if exists ACT_IDX_TASK_LAST_UPDATED;
drop index if exists ACT_IDX_TASK_OWNER;
drop index if exists ACT_IDX_TASK_TENANT_ID;
-- the same index, named apart in the scripts for PostgreSQL and H2
drop index if exists ACT_IDX_EXE_ROOT_PI;
drop index if exists ACT_IDX_EXEC_ROOT_PI;
drop index if exists ACT_IDX_EXEC_TENANT_ID;
drop index if exists ACT_IDX_JOB_EXECUTION_ID;
drop index if exists ACT_IDX_JOB_ROOT_PROCINST;
drop index if exists ACT_IDX_JOB_TENANT_ID;
drop index if exists ACT_IDX_EVENT_SUBSCR_CONFIG_;
drop index if exists ACT_IDX_EVENT_SUBSCR_TENANT_ID;
