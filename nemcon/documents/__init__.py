"""The documents that a secretariat issues: one model, built from the record; three renderers."""
