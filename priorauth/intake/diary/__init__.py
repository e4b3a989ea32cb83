"""Reads headache diaries: Migraine Buddy, Apple Health, a calendar table, and the monthly paper grid typed in."""

from priorauth.intake.diary.found import DiaryFormat, ImportedDiary
from priorauth.intake.diary.read import read_diary

__all__ = ["DiaryFormat", "ImportedDiary", "read_diary"]
